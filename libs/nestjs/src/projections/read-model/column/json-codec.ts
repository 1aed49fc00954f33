import type { ColumnCodec } from './column-codec.js';
import type { ColumnPlace } from './column-place.js';
import { RowValueRefused } from './row-value-refused.error.js';
import { checkedText } from './text-codecs.js';

/** JSON data: what comes back from JSON as what it was. */
export function json(place: ColumnPlace, parameter: 'json' | 'jsonb' | 'text'): ColumnCodec {
  return {
    parameter,
    plain: false,
    encode(value) {
      assertJson(place, value, '');
      return JSON.stringify(value);
    },
    decode: (text) => JSON.parse(text) as unknown,
  };
}

function assertJson(place: ColumnPlace, value: unknown, path: string): void {
  if (value === null || typeof value === 'boolean') return;
  if (typeof value === 'number' && Number.isFinite(value)) return;
  if (typeof value === 'string') {
    checkedText(place, value);
    return;
  }
  if (Array.isArray(value)) {
    for (let n = 0; n < value.length; n++) assertJson(place, value[n], `${path}[${n}]`);
    return;
  }
  if (!isPlain(value)) {
    throw new RowValueRefused(
      place,
      `${path === '' ? 'it' : `what stands at ${path.replace(/^\./, '')}`} is not JSON data`,
      'Keep plain objects, arrays, texts, finite numbers, booleans and null in it; write a Date as its toISOString().',
    );
  }
  for (const [name, member] of Object.entries(value)) {
    checkedText(place, name);
    // Missing afterwards, which is read as the same.
    if (member !== undefined) assertJson(place, member, `${path}.${name}`);
  }
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || typeof (value as { toJSON?: unknown }).toJSON === 'function') {
    return false;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  // Another realm's Object too, as in a test that runs in a context of its own.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
