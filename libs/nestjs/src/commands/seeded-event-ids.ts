import type { Idempotency } from '@daybook/event-store';
import { uuidFrom } from './message/uuid-from.js';
import type { WriteOptions } from './write-options.js';

/**
 * Event ids that depend on nothing but a seed, a stream and the event's place: whoever makes the same decision again
 * appends under the same ids, and the store recognises it. UUID version 8 from SHA-256.
 *
 * The stream is part of it, so that one seed (one row of an import, one request) may decide about several aggregates.
 */
export function seededEventId(seed: string, streamId: string, ordinal: number): string {
  return uuidFrom([seed, streamId, ordinal]);
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
  static from(
    { eventIdSeed, idempotencyKey }: WriteOptions,
    command: Idempotency | undefined,
    streamId: string,
  ): SeededEventIds | undefined {
    const key = idempotencyKey ?? command?.key;
    const seed = eventIdSeed ?? (key === undefined ? undefined : `idempotency-key:${key}`);
    return seed === undefined ? undefined : new SeededEventIds(seed, streamId);
  }

  /** The id of the decision's first event: where it stands in the stream, the decision has been made before. */
  get first(): string {
    return seededEventId(this.#seed, this.#streamId, 0);
  }

  readonly next = (): string => seededEventId(this.#seed, this.#streamId, this.#next++);
}
