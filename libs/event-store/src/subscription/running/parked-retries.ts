import type { RecordedEvent } from '../../stream/recorded-event.js';
import { segmentOfKey } from '../key-segment.js';
import type { ParkedEvent, ParkedReference } from '../parked-event.js';
import { applyWithCheckpoint, type Thrown } from './apply-with-checkpoint.js';
import type { Delivery } from './consumer.js';
import type { DeliverySurroundings } from './delivery-surroundings.js';
import { failureInWords } from './failure-in-words.js';
import type { ProcessSurroundings } from './process-surroundings.js';
import { isPassing } from './store-trouble.js';
import { refuseUnknown } from './unknown-events.js';

const atOnce = 100;

/** Makes the retries that operators have asked for, of one segment: with the code of today, in order, key by key. */
export class ParkedRetries {
  constructor(
    private readonly around: DeliverySurroundings,
    private readonly process: Pick<ProcessSurroundings, 'subscriptions' | 'slots'>,
    private readonly unparked: (reference: ParkedReference) => void,
  ) {}

  /** Answers whether all of them were made. A key whose event fails once more waits for the next word. */
  async make(): Promise<boolean> {
    const { consumer } = this.around;
    const failed = new Set<string>();
    for (let limit = atOnce; ;) {
      const due = await this.process.slots.use(() => this.process.subscriptions.dueRetries(consumer.name, limit));
      const own = due.filter(({ key }) => !failed.has(key) && this.#isOwn(key));
      for (const reference of own) {
        if (!this.around.mayGoOn()) return false;
        if (!failed.has(reference.key) && !(await this.#retry(reference))) failed.add(reference.key);
      }
      if (due.length < limit) return true;
      // All that were told belong to other segments, or have failed: what is behind them must not wait for that.
      if (own.length === 0) limit *= 4;
    }
  }

  #isOwn(key: string): boolean {
    const { segment, segments } = this.around.checkpoint.lease;
    return segmentOfKey(key, segments) === segment;
  }

  async #retry(reference: ParkedReference): Promise<boolean> {
    const parts = await this.#read(reference.position);
    const thrown = parts === undefined ? goneFromLog : await this.#apply(parts, reference);
    if (thrown === undefined) {
      this.unparked(reference);
      return true;
    }
    this.around.tellFailure(thrown.error);
    const known = await this.#onRecord(reference);
    if (known === undefined) return true;
    const { key, position, eventId, streamId, type, attempts } = known;
    const failure = failureInWords(thrown.error);
    const parked = [{ key, position, eventId, streamId, type, failure, attempts: attempts + 1 }];
    await this.around.move({ position: this.around.checkpoint.lease.position, parked });
    this.around.applied(0, parked);
    return false;
  }

  /** @param parts what the stored event is today; none if an upcaster drops it */
  async #apply(parts: readonly RecordedEvent[], reference: ParkedReference): Promise<Thrown | undefined> {
    const { consumer, checkpoint, signal, parked } = this.around;
    const progress = { position: checkpoint.lease.position, unparked: [reference] };
    const deliveries = deliveriesToday(this.around, parts, reference.key);
    if ('error' in deliveries) return deliveries;
    if (consumer.transactional && deliveries.length > 0) return applyWithCheckpoint(this.around, deliveries, progress);
    try {
      for (const delivery of deliveries) await consumer.apply([delivery], undefined, signal);
    } catch (error) {
      if (isPassing(error)) throw error;
      return { error };
    }
    await this.around.insist(progress);
    parked.note(progress);
    return undefined;
  }

  async #onRecord(reference: ParkedReference): Promise<ParkedEvent | undefined> {
    const { slots, subscriptions } = this.process;
    const [known] = await slots.use(() => subscriptions.parked(this.around.consumer.name, { ...reference, limit: 1 }));
    return known;
  }

  #read(position: number): Promise<readonly RecordedEvent[] | undefined> {
    return this.process.slots.use(async () => {
      const read = { afterPosition: position - 1, toPosition: position, limit: 1 };
      for await (const page of this.around.store.readAll(read).pages()) return page;
      return undefined;
    });
  }
}

const goneFromLog: Thrown = { error: new Error('the log holds no event at this position') };

/** Those parts that have the parked key; where the event was parked because its keys were not to be told, all it has today. */
function deliveriesToday(
  { consumer }: DeliverySurroundings,
  parts: readonly RecordedEvent[],
  parkedKey: string,
): readonly Delivery[] | Thrown {
  const keysOf = (recorded: RecordedEvent): readonly string[] => {
    // Throws that the event is unknown here: it waits on, for a release that knows it.
    refuseUnknown(recorded);
    if (consumer.types?.includes(recorded.type) === false) return [];
    const keys = [...new Set(consumer.keysOf(recorded))];
    if (keys.includes(parkedKey)) return [parkedKey];
    return parkedKey === recorded.streamId ? keys : [];
  };
  try {
    return parts.map((recorded) => ({ recorded, keys: keysOf(recorded) })).filter(({ keys }) => keys.length > 0);
  } catch (error) {
    return { error };
  }
}
