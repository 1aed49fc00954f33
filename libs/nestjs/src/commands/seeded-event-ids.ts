import { createHash } from 'node:crypto';
import type { WriteOptions } from './write-options.js';

/**
 * Event ids that depend on nothing but a seed, a stream and the event's place: whoever makes the same decision again
 * appends under the same ids, and the store recognises it. UUID version 8 from SHA-256.
 *
 * The stream is part of it, so that one seed (one row of an import, one request) may decide about several aggregates.
 */
export function seededEventId(seed: string, streamId: string, ordinal: number): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([seed, streamId, ordinal]))
    .digest();
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x80, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = hash.toString('hex', 0, 16);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** The ids of one decision in one stream, or undefined if they are to be new ones. */
export class SeededEventIds {
  readonly #seed: string;
  readonly #streamId: string;
  #next = 0;

  private constructor(seed: string, streamId: string) {
    this.#seed = seed;
    this.#streamId = streamId;
  }

  /** An idempotency key seeds them as well, so that a repeated decision is known by its events. */
  static from({ eventIdSeed, idempotencyKey }: WriteOptions, streamId: string): SeededEventIds | undefined {
    const seed = eventIdSeed ?? (idempotencyKey === undefined ? undefined : `idempotency-key:${idempotencyKey}`);
    return seed === undefined ? undefined : new SeededEventIds(seed, streamId);
  }

  /** The id of the decision's first event: where it stands in the stream, the decision has been made before. */
  get first(): string {
    return seededEventId(this.#seed, this.#streamId, 0);
  }

  readonly next = (): string => seededEventId(this.#seed, this.#streamId, this.#next++);
}
