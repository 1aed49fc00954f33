import { PendingAppend } from './pending-append.js';
import type { AppendUnit } from './append-unit.js';

/**
 * The order in which appends take their turns: those that share a stream or an idempotency key one after another, as
 * they came; all others as they like. So a stream never rides in two calls in flight, and two appends of one caller to
 * one stream never overtake each other.
 */
export class AppendTurns {
  readonly #last = new Map<string, PendingAppend>();

  /** Lines an append up behind the ones with which it shares a name. */
  take(unit: AppendUnit): PendingAppend {
    const names = namesOf(unit);
    const pending: PendingAppend = new PendingAppend(unit, () => {
      for (const name of names) if (this.#last.get(name) === pending) this.#last.delete(name);
    });
    for (const name of names) {
      const earlier = this.#last.get(name);
      if (earlier !== undefined) pending.waitFor(earlier);
      this.#last.set(name, pending);
    }
    return pending;
  }
}

function namesOf({ parts, idempotencyKey }: AppendUnit): readonly string[] {
  const streams = parts.map(({ streamId }) => streamId);
  // A stream id has a hyphen behind a category without a colon; a key gets a prefix that no category can be.
  return idempotencyKey === null ? streams : [...streams, `:${idempotencyKey}`];
}
