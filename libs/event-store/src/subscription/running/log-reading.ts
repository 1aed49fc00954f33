import type { EventStore } from '../../stream/event-store.js';
import type { EventPage } from '../../stream/event-page.js';
import type { Consumer } from './consumer.js';
import type { Slots } from './slots.js';

type Page = EventPage;

/**
 * One reading of what a consumer wants, from a position to what is visible when it begins: page by page, and while one is
 * applied, the next one is read; never more.
 */
export class LogReading {
  readonly #pages: AsyncIterator<Page, void, undefined>;
  #ahead: Promise<Page | undefined> | undefined;

  /**
   * @param knownTo a position that is known to be visible: when the reading has come to its end, nothing is missing below
   */
  constructor(
    store: EventStore,
    { types, categories, batchSize }: Pick<Consumer, 'types' | 'categories' | 'batchSize'>,
    private readonly slots: Slots,
    afterPosition: number,
    readonly knownTo: number,
  ) {
    const filter = { ...(types && { types }), ...(categories && { categories }) };
    this.#pages = store.readAll({ afterPosition, batchSize, ...filter }).pages();
  }

  /** The next page; undefined at the end. */
  async next(): Promise<Page | undefined> {
    const page = await (this.#ahead ?? this.#read());
    this.#ahead = undefined;
    return page;
  }

  /** Begins to read the page after this one; a failure is told when it is asked for. */
  lookAhead(): void {
    this.#ahead = this.#read();
    this.#ahead.catch(() => undefined);
  }

  #read(): Promise<Page | undefined> {
    return this.slots.use(async () => {
      const { done, value } = await this.#pages.next();
      return done === true ? undefined : value;
    });
  }
}
