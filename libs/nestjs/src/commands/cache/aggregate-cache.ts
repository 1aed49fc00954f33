import type { CachedAggregate } from './cached-aggregate.js';
import { LastUsed } from './last-used.js';

/** What the repositories of an application remember of its aggregates: the ones that were used last. */
export class AggregateCache extends LastUsed<CachedAggregate> {
  /** Forgets an entry, unless another one has taken its place. */
  drop(streamId: string, entry: CachedAggregate): void {
    if (this.get(streamId) === entry) this.forget(streamId);
  }
}
