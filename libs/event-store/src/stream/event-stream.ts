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

  /** @param read starts the reading anew; each iteration reads from the beginning */
  constructor(read: () => AsyncIterable<readonly RecordedEvent[]>) {
    this.#read = read;
  }

  /** The pages in which the events come from the store, none of them empty. */
  pages(): AsyncIterable<readonly RecordedEvent[]> {
    return this.#read();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<RecordedEvent, void, undefined> {
    for await (const page of this.#read()) yield* page;
  }
}
