import type { EventStore, SubscribeOptions } from '@daybook/event-store';
import type { LogReader } from './log-reader.js';
import { Subscriber } from './subscriber.js';

/** Follows the log by `store.subscribe`, in one iteration from beginning to end. */
export class LiveSubscriber extends Subscriber {
  readonly #ending: AbortController;

  constructor(name: string, store: EventStore, options: SubscribeOptions = {}) {
    const ending = new AbortController();
    super(name, followerOf(store, options, ending.signal));
    this.#ending = ending;
  }

  override async close(): Promise<void> {
    this.#ending.abort();
    await super.close();
  }
}

function followerOf(store: EventStore, options: SubscribeOptions, signal: AbortSignal): LogReader {
  let iterations = 0;
  return async function* (afterPosition) {
    // It bears with what passes by itself: whoever had to begin anew would hide what one iteration misses.
    if (++iterations > 1 && !signal.aborted) throw new Error('The iteration has ended.');
    try {
      yield* store.subscribe({ ...options, afterPosition, signal }).pages();
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  };
}
