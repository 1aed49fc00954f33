import { asEventPage, type EventPage } from './event-page.js';
import type { RecordedEvent } from './recorded-event.js';

/**
 * What a read yields: the events one by one, or page by page as they come from the store.
 *
 * A loop over single events awaits once for each; whoever folds thousands of them takes the pages.
 *
 * @example
 * for await (const recorded of store.readStream('account-1')) print(recorded);
 * for await (const page of store.readStream('account-1').pages()) page.forEach(print);
 */
export class EventStream implements AsyncIterable<RecordedEvent> {
  readonly #read: () => AsyncIterable<readonly RecordedEvent[]>;
  readonly #signal: AbortSignal | undefined;

  /**
   * @param read starts the reading anew; each iteration reads from the beginning. A list that is no `EventPage` is taken
   *   for one that reaches from its first event to its last
   * @param signal ends every iteration with its reason as soon as the reader asks for more
   */
  constructor(read: () => AsyncIterable<readonly RecordedEvent[]>, signal?: AbortSignal) {
    this.#read = read;
    this.#signal = signal;
  }

  /**
   * The pages in which the events come from the store. One of which nothing is left, because upcasters drop its events, is
   * empty and says how far it reaches.
   */
  async *pages(): AsyncGenerator<EventPage, void, undefined> {
    this.#signal?.throwIfAborted();
    for await (const events of this.#read()) {
      this.#signal?.throwIfAborted();
      const page = asEventPage(events);
      if (page === undefined) continue;
      yield page;
      // Here too, or an abort during the last page would look like the end of the stream.
      this.#signal?.throwIfAborted();
    }
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<RecordedEvent, void, undefined> {
    for await (const page of this.pages()) {
      for (const recorded of page) {
        yield recorded;
        this.#signal?.throwIfAborted();
      }
    }
  }
}
