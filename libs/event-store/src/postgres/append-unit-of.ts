import { appendFingerprint } from '../codec/append-fingerprint.js';
import type { EventCodec } from '../codec/event-codec.js';
import type { CheckedAppend } from '../stream/check-append.js';
import { checkSize } from './append-size.js';
import type { AppendUnit } from './append-unit.js';

type Parts = AppendUnit['parts'][number][];

/**
 * An append, encoded; a promise only where the codec has to wait for something, so that appends take their turns in the order
 * in which they were begun, and one that was begun before the store is closed is made.
 *
 * @throws InvalidAppend, and what the codec throws
 */
export function appendUnitOf(checked: CheckedAppend, codec: EventCodec, now: Date): AppendUnit | Promise<AppendUnit> {
  const parts: Parts = [];
  for (const { streamId, expected, events } of checked.streams) {
    const encoded = codec.encode(streamId, events, now);
    if ('then' in encoded) {
      const first = encoded.then((settled) => parts.push({ streamId, expected, events: settled }));
      return first.then(() => withRest(checked, parts, codec, now));
    }
    parts.push({ streamId, expected, events: encoded });
  }
  return unitOf(checked, parts);
}

async function withRest(checked: CheckedAppend, parts: Parts, codec: EventCodec, now: Date): Promise<AppendUnit> {
  for (const { streamId, expected, events } of checked.streams.slice(parts.length)) {
    parts.push({ streamId, expected, events: await codec.encode(streamId, events, now) });
  }
  return unitOf(checked, parts);
}

function unitOf({ idempotency, incarnation }: CheckedAppend, parts: Parts): AppendUnit {
  const unit: AppendUnit = {
    parts,
    incarnation,
    idempotencyKey: idempotency?.key ?? null,
    fingerprint: idempotency === undefined ? null : (idempotency.fingerprint ?? appendFingerprint(parts)),
  };
  checkSize(unit);
  return unit;
}
