import type { Sample } from '../run/closed-loop.js';
import { closedLoop } from '../run/closed-loop.js';
import { appendRound } from '../append/appender.js';
import { appendTo } from '../append/daybook-appender.js';
import { scattered, Streams } from '../append/streams.js';
import { openDaybook, type DaybookStore } from '../store/daybook-store.js';
import { eventsPerStream, fillLog } from './fill-log.js';

const appenders = 64;

/** A store that holds so many events, and what is done to it: always all over it, not at its warm end. */
export class GrowingStore {
  readonly #streams: Streams;
  readonly #ids: readonly string[];
  #turn = 0;

  private constructor(
    private readonly daybook: DaybookStore,
    streams: number,
  ) {
    this.#streams = Streams.numbered(streams, eventsPerStream);
    this.#ids = scattered(Array.from({ length: streams }, (_, index) => String(index + 1)));
  }

  static async filled(url: string, events: number, progress: (filled: number) => void): Promise<GrowingStore> {
    const daybook = await openDaybook(url);
    await fillLog(daybook.dataSource, events, progress);
    // As autovacuum does in the time in which a store grows that large; without, the first to read a page would pay for
    // marking its rows, and in the large store everybody is the first. ANALYZE is not forced. And at rest, without the writing-out of the fill behind it.
    await daybook.dataSource.query('VACUUM daybook.events');
    await daybook.dataSource.query('CHECKPOINT');
    return new GrowingStore(daybook, Math.ceil(events / eventsPerStream));
  }

  /** 64 callers append to existing streams. */
  append(seconds: number): Promise<Sample> {
    return appendRound(this.#streams, appendTo(this.daybook.store), { callers: appenders, kind: 'existing', seconds });
  }

  /** One caller loads aggregates of 100 events. */
  load(seconds: number): Promise<Sample> {
    return closedLoop(1, seconds, () =>
      this.daybook.accounts.load(this.#ids[this.#turn++ % this.#ids.length] as string),
    );
  }

  close(): Promise<void> {
    return this.daybook.dataSource.destroy();
  }
}
