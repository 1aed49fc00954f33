import { appendRound } from '../append/appender.js';
import { appendTo } from '../append/daybook-appender.js';
import { scattered, Streams } from '../append/streams.js';
import { FloorLoader } from '../load/floor-loader.js';
import { closedLoop, type Sample } from '../run/closed-loop.js';
import { type DaybookStore, openDaybook } from '../store/daybook-store.js';
import { eventsPerStream, fillLog } from './fill-log.js';

/** How many append at once. */
export const appenders = 64;

/** A store that holds so many events, and what is done to it: always all over it, not at its warm end. */
export class GrowingStore {
  readonly #streams: Streams;
  readonly #ids: readonly string[];
  readonly #floor: FloorLoader;
  #turn = 0;

  private constructor(
    private readonly daybook: DaybookStore,
    url: string,
    streams: number,
  ) {
    this.#streams = Streams.numbered(streams, eventsPerStream);
    this.#ids = scattered(Array.from({ length: streams }, (_, index) => String(index + 1)));
    this.#floor = new FloorLoader(url);
  }

  /** @param progress told how many events there are, now and then */
  static async filled(url: string, events: number, progress: (filled: number) => void): Promise<GrowingStore> {
    const daybook = await openDaybook(url);
    await fillLog(daybook.dataSource, events, progress);
    // As projections do. The first reader of a page notes in it what has been committed, and that is a write.
    await daybook.dataSource.query('SELECT count(event) FROM daybook.events AS event');
    return new GrowingStore(daybook, url, Math.ceil(events / eventsPerStream));
  }

  /** 64 callers append to existing streams. */
  append(seconds: number): Promise<Sample> {
    return appendRound(this.#streams, appendTo(this.daybook.store), { callers: appenders, kind: 'existing', seconds });
  }

  /** One caller loads aggregates of 100 events. */
  load(seconds: number): Promise<Sample> {
    return closedLoop(1, seconds, () => this.daybook.accounts.load(this.#nextId()));
  }

  /** One caller selects the same rows. Only before anything was appended: it counts them. */
  floorOfLoad(seconds: number): Promise<Sample> {
    return closedLoop(1, seconds, () => this.#floor.load(this.#nextId(), eventsPerStream));
  }

  async close(): Promise<void> {
    await this.#floor.close();
    await this.daybook.dataSource.destroy();
  }

  #nextId(): string {
    return this.#ids[this.#turn++ % this.#ids.length] as string;
  }
}
