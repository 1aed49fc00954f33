import { canonicalJson } from '../codec/append-fingerprint.js';
import type { EventCodec } from '../codec/event-codec.js';
import type { EventStore } from '../stream/event-store.js';
import type { ProposedEvent } from '../stream/proposed-event.js';
import type { RecordedEvent } from '../stream/recorded-event.js';
import { CopyDiffers } from './copy-differs.error.js';
import type { CopyOrder } from './copy-order.js';

/** What of a copy there is already: it is passed over, if it is what would be written now. */
export class CopiedAlready {
  readonly #events: AsyncIterator<RecordedEvent>;
  #next: RecordedEvent | undefined;
  #passed = 0;

  constructor(
    private readonly order: CopyOrder,
    /** How many events the new stream holds. */
    readonly count: number,
    store: EventStore,
    private readonly codec: EventCodec,
  ) {
    this.#events = store.readStream(order.target, { toVersion: Math.max(count, 1) })[Symbol.asyncIterator]();
  }

  /**
   * Of the events that come next, those that are not there yet.
   *
   * @throws CopyDiffers
   */
  async without(events: readonly ProposedEvent[]): Promise<readonly ProposedEvent[]> {
    const passed = events.slice(0, this.count - this.#passed);
    for (const proposed of passed) await this.#pass(proposed);
    return events.slice(passed.length);
  }

  /** How many of them have been passed. */
  get passed(): number {
    return this.#passed;
  }

  get isPassed(): boolean {
    return this.#passed === this.count;
  }

  async #pass(proposed: ProposedEvent): Promise<void> {
    const version = (this.#passed += 1);
    while (this.#next === undefined || this.#next.version < version) {
      const next = await this.#events.next();
      if (next.done === true) return;
      this.#next = next.value;
    }
    // One that is read as none, or as several, was written by an earlier release: its id must do.
    if (this.#next.version > version) return;
    const same = this.#next.eventId === proposed.eventId && (this.#next.parts > 1 || (await this.#isSame(proposed)));
    if (!same) throw this.differs(version);
  }

  differs(version: number): CopyDiffers {
    const { source, target, transformation } = this.order;
    return new CopyDiffers(source, target, transformation, version);
  }

  async #isSame({ event }: ProposedEvent): Promise<boolean> {
    const [there, now] = await this.codec.encode(this.order.target, [this.#next?.event ?? event, event]);
    return there?.type === now?.type && canonicalJson(there?.data ?? '') === canonicalJson(now?.data ?? '');
  }
}
