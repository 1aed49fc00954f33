import type { LogPlace } from '../../../incarnation/log-place.js';
import { EventStream } from '../../../stream/event-stream.js';
import type { ReadAllOptions } from '../../../stream/read-options.js';
import type { RecordedEvent } from '../../../stream/recorded-event.js';
import type { WakeUps } from '../../wake-ups.js';
import type { LiveLog } from '../live-pages.js';

/** A log of numbers, with everything that can happen to one who reads it. */
export class ExampleLog implements LiveLog {
  readonly rows: { readonly position: number; readonly type: string }[] = [];
  readonly asked: ReadAllOptions[] = [];
  /** What the next questions are refused with; undefined for one that is answered. */
  readonly refusals: Record<'head' | 'page', (Error | undefined)[]> = { head: [], page: [] };
  readonly wakeUps: WakeUps;
  incarnation = 'first';
  /** By incarnation; one of its own for each that has none here. */
  readonly histories = new Map<string, string>();
  /** What it has at a position, and in which histories, for those who come with a token. */
  readonly incarnations = { placeAt: async (position: number): Promise<LogPlace> => this.placeAt(position) };
  placeAt: (position: number) => LogPlace = () => {
    throw new Error('Nobody comes with a token.');
  };
  /** Wakes nobody. */
  deaf = false;
  listenedTimes = 0;
  pagesRead = 0;
  beforeListening: () => void = () => undefined;
  afterHead: () => void = () => undefined;
  readonly #wakes = new Set<{ readonly wake: () => void }>();
  #closed = false;

  constructor(events: number, { pollMs = 20 }: { readonly pollMs?: number } = {}) {
    this.append(events);
    const isClosed = (): boolean => this.#closed;
    this.wakeUps = {
      pollMs,
      listen: (wake) => this.#listen(wake),
      get closed() {
        return isClosed();
      },
    };
  }

  historyOf(incarnation: string): Promise<string> {
    return Promise.resolve(this.histories.get(incarnation) ?? incarnation);
  }

  get listeners(): number {
    return this.#wakes.size;
  }

  append(events: number, type = 'counted'): void {
    for (let n = 0; n < events; n++) this.rows.push({ position: this.rows.length + 1, type });
    if (!this.deaf) for (const { wake } of this.#wakes) wake();
  }

  /** Closed in the moment after a last append. */
  close(events: number): void {
    this.#closed = true;
    this.append(events);
  }

  async head(): Promise<number> {
    this.#refuse('head');
    const head = this.rows.length;
    this.afterHead();
    return head;
  }

  readAll(options: ReadAllOptions): EventStream {
    this.asked.push(options);
    return new EventStream(() => this.#pages(options), options.signal);
  }

  async *#pages({ afterPosition = 0, toPosition = Infinity, batchSize = 500, types }: ReadAllOptions) {
    for (let after = afterPosition; ;) {
      this.#refuse('page');
      this.pagesRead++;
      const rest = this.rows.filter(({ position }) => position > after && position <= toPosition);
      const page = rest.filter(({ type }) => types?.includes(type) !== false).slice(0, batchSize);
      if (page.length > 0) yield page as unknown as readonly RecordedEvent[];
      if (page.length < batchSize) return;
      after = page.at(-1)?.position ?? after;
    }
  }

  #listen(wake: () => void): () => void {
    this.beforeListening();
    this.listenedTimes++;
    const registration = { wake };
    this.#wakes.add(registration);
    return () => void this.#wakes.delete(registration);
  }

  #refuse(question: 'head' | 'page'): void {
    const refusal = this.refusals[question].shift();
    if (refusal !== undefined) throw refusal;
  }
}
