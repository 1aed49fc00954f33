import type { JsonEvent } from './json-event.js';
import type { ProposedJsonEvent } from './proposed-json-event.js';

/** What a stage returns: at once where it can, a promise where it must wait. */
export type Batch<T> = readonly T[] | Promise<readonly T[]>;

/**
 * One of the equal stages between an event and its row: type, evolution, privacy, serialisation, in this order on the
 * way down and in the reverse order on the way up. A stage sees whole batches, so that one that needs keys fetches
 * them for a page at once; one that has nothing to wait for returns at once, and then the whole way is synchronous.
 *
 * The defaults of the type parameters are those of a stage in the middle, which is handed JSON on both sides. On the
 * way up such a stage may turn one stored event into none, one or several (`JsonEvent.with`).
 */
export interface CodecStage<
  UpperDown = ProposedJsonEvent,
  LowerDown = ProposedJsonEvent,
  LowerUp = JsonEvent,
  UpperUp = JsonEvent,
> {
  /** For messages: `privacy`. */
  readonly name: string;
  /** On the way into the store: one for one, in the same order. */
  encode(batch: readonly UpperDown[]): Batch<LowerDown>;
  /** On the way out of the store. */
  decode(batch: readonly LowerUp[]): Batch<UpperUp>;
}

/** Goes on with a batch when it is there, which may be now. */
export function afterwards<T, U>(batch: Batch<T>, next: (batch: readonly T[]) => Batch<U>): Batch<U> {
  // Not `instanceof Promise`: a promise of another realm is none.
  return 'then' in batch ? batch.then(next) : next(batch);
}
