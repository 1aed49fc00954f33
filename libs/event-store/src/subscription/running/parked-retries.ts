import type { RecordedEvent } from '../../stream/recorded-event.js';
import { segmentOfKey } from '../key-segment.js';
import { fallsTo, ofItsKey, ofKeyOrStream, segmentOfShare } from '../key-share.js';
import type { ParkedEvent, ParkedReference } from '../parked-event.js';
import type { Progress } from '../progress.js';
import { applyWithCheckpoint, type Thrown } from './apply-with-checkpoint.js';
import type { Delivery } from './consumer.js';
import type { DeliverySurroundings } from './delivery-surroundings.js';
import { failureInWords } from './failure-in-words.js';
import type { ProcessSurroundings } from './process-surroundings.js';
import { type RetryPlan, retryPlan } from './retry-plan.js';
import { parkingOf } from './routing.js';
import { isPassing } from './store-trouble.js';

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
      const own = due.filter((reference) => !failed.has(nameOf(reference)) && this.#isOwn(reference));
      let waitsElsewhere = false;
      for (const reference of own) {
        if (!this.around.mayGoOn()) return false;
        if (failed.has(nameOf(reference))) continue;
        const outcome = await this.#retry(reference);
        if (outcome === 'failed') failed.add(nameOf(reference));
        waitsElsewhere ||= outcome === 'behind';
      }
      // A retry may have been asked for that other key as well.
      if (due.length < limit && !waitsElsewhere) return true;
      // All that were told belong to other segments, or have failed: what is behind them must not wait for that.
      if (own.length === 0) limit *= 4;
    }
  }

  #isOwn({ key, share = ofItsKey }: ParkedReference): boolean {
    const { lease } = this.around.checkpoint;
    if (segmentOfShare(share) !== undefined) return fallsTo(share, lease);
    return segmentOfKey(key, lease.segments) === lease.segment;
  }

  async #retry(reference: ParkedReference): Promise<'made' | 'behind' | 'failed'> {
    const parts = await this.#read(reference.position);
    const plan = parts === undefined ? goneFromLog : retryPlan(this.around, parts, reference);
    const thrown = 'error' in plan ? plan : await this.#carryOut(plan, reference, parts);
    if (thrown === undefined) return 'error' in plan || plan.behind.length === 0 ? 'made' : 'behind';
    this.around.tellFailure(thrown.error);
    const known = await this.#onRecord(reference);
    if (known === undefined) return 'made';
    const { key, share } = reference;
    const { position, eventId, streamId, type, attempts } = known;
    const failure = failureInWords(thrown.error);
    const parked = [{ key, share, position, eventId, streamId, type, failure, attempts: attempts + 1 }];
    await this.around.move({ position: this.around.checkpoint.lease.position, parked });
    this.around.applied(0, parked);
    return 'failed';
  }

  async #carryOut(
    { deliveries, behind, moved }: RetryPlan,
    reference: ParkedReference,
    [first]: readonly RecordedEvent[] = [],
  ): Promise<Thrown | undefined> {
    const { position } = this.around.checkpoint.lease;
    const under = first === undefined ? [] : [...behind, ...moved];
    const parked = under.map((key) => parkingOf(first as RecordedEvent, { key }));
    const thrown = await this.#apply(deliveries, { position, unparked: [reference], parked });
    if (thrown !== undefined) return thrown;
    if (parked.length > 0) this.around.applied(0, parked);
    else if (deliveries.length > 0 || reference.share === undefined) this.unparked(reference);
    // Other segments have to look as well: where the event waits now, or that its stream waits no longer.
    const told = reference.share === ofKeyOrStream ? [...moved, reference.key] : moved;
    for (const key of told) await this.process.slots.use(() => this.#askForRetry(key));
    return undefined;
  }

  #askForRetry(key: string): Promise<number> {
    return this.process.subscriptions.retry(this.around.consumer.name, { key });
  }

  async #apply(deliveries: readonly Delivery[], progress: Progress): Promise<Thrown | undefined> {
    const { consumer, signal, parked } = this.around;
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

function nameOf({ key, share = ofItsKey }: ParkedReference): string {
  return `${share} ${key}`;
}
