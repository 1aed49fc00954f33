import { createHmac, randomBytes } from 'node:crypto';
import type { JsonValue } from '@daybook/domain';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const date = /^\d{4}-\d{2}-\d{2}$/;
const dateTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z$/;
const digits = /^-?\d+$/;

const firstMoment = Date.UTC(1900, 0, 1);
const lastMoment = Date.UTC(2100, 0, 1);

/**
 * Puts something else in the place of a value: of the same JSON type, and the same for the same value as long as this
 * mask lives. Its key is made with it and kept nowhere, so that nobody can find the value by trying.
 *
 * - A UUID becomes another UUID of the same version, a date or a date-time in UTC another one between 1900 and 2099, a text
 *   of digits another of 15, any other text `masked-` and 16 characters. The empty text stays.
 * - A number becomes a whole number below 2^48, with a half if it was none, and keeps its sign.
 * - `true` and `false` become `false`: two values cannot be hidden behind two.
 * - In lists and objects, what is inside is masked. The names of an object's fields stay, and so does null.
 */
export class Mask {
  readonly #key = randomBytes(32);

  of(value: JsonValue): JsonValue {
    if (typeof value === 'string') return this.#text(value);
    if (typeof value === 'number') return this.#number(value);
    if (typeof value === 'boolean') return false;
    if (value === null) return null;
    if (Array.isArray(value)) return value.map((inner: JsonValue) => this.of(inner));
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, this.of(inner)]));
  }

  #text(text: string): string {
    if (text === '') return '';
    const digest = this.#digest('text', text);
    if (uuid.test(text)) return likeUuid(text, digest.toString('hex'));
    if (dateTime.test(text)) return likeDateTime(text, momentFrom(digest));
    if (date.test(text)) return momentFrom(digest).slice(0, 10);
    if (digits.test(text)) return `${text.startsWith('-') ? '-' : ''}${String(1e14 + (wholeFrom(digest) % 9e14))}`;
    return `masked-${digest.toString('hex', 0, 8)}`;
  }

  #number(number: number): number {
    const whole = wholeFrom(this.#digest('number', String(number)));
    const size = Number.isInteger(number) ? whole : whole + 0.5;
    return number < 0 ? -size : size;
  }

  #digest(kind: string, value: string): Buffer {
    return createHmac('sha256', this.#key).update(`${kind}:${value}`).digest();
  }
}

/** From 1, so that it is never taken for zero, or for minus zero. */
function wholeFrom(digest: Buffer): number {
  return digest.readUIntBE(0, 6) || 1;
}

function momentFrom(digest: Buffer): string {
  return new Date(firstMoment + (wholeFrom(digest) % (lastMoment - firstMoment))).toISOString();
}

function likeDateTime(original: string, moment: string): string {
  return original.includes('.') ? moment : `${moment.slice(0, 19)}Z`;
}

// The digits that say of which version and variant it is stay: a rule may ask for them.
function likeUuid(original: string, hex: string): string {
  const lower = original.toLowerCase();
  const masked = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `${lower.charAt(14)}${hex.slice(12, 15)}`,
    `${lower.charAt(19)}${hex.slice(15, 18)}`,
    hex.slice(18, 30),
  ].join('-');
  return lower === original ? masked : masked.toUpperCase();
}
