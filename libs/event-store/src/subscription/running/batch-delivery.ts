import type { RecordedEvent } from '../../stream/recorded-event.js';
import { applyEffects } from './apply-effects.js';
import { applyWithCheckpoint, type Thrown } from './apply-with-checkpoint.js';
import type { Delivery } from './consumer.js';
import type { DeliverySurroundings } from './delivery-surroundings.js';
import { failureInWords } from './failure-in-words.js';
import { HistoryChanged } from './history-changed.js';
import { isPassing } from './store-trouble.js';
import { parkingOf, type RoutedBatch, routed } from './routing.js';
import type { Progress } from '../progress.js';
import { storedEvents } from './stored-events.js';

/** What has become of a batch: done, or given up on the way, so that the rest of it comes again. */
export type DeliveryOutcome = 'done' | 'given-up';

/** Brings batches to a consumer, in order, and parks what it cannot apply. */
export class BatchDelivery {
  constructor(private readonly around: DeliverySurroundings) {}

  /** @throws LeaseLost, HistoryChanged and what the store throws; the checkpoint says how far it has come */
  async deliver(events: readonly RecordedEvent[]): Promise<DeliveryOutcome> {
    const batch = this.#routed(events);
    if (batch.deliveries.length === 0) return this.#moveOn(batch);
    return this.around.consumer.transactional ? this.#write(events) : this.#affect(events, batch);
  }

  #routed(events: readonly RecordedEvent[]): RoutedBatch {
    const { consumer, checkpoint, parked } = this.around;
    return routed(events, consumer, checkpoint.lease, parked);
  }

  /** Of a batch with nothing to apply, only what waits goes on record. */
  async #moveOn({ position, parkings }: RoutedBatch): Promise<DeliveryOutcome> {
    if (parkings.length > 0) return this.#park({ position, parked: parkings });
    this.around.checkpoint.pass(position);
    return 'done';
  }

  /** All of it at once, if need be several times; then event by event. */
  async #write(events: readonly RecordedEvent[]): Promise<DeliveryOutcome> {
    const { attempts } = this.around.consumer.retry;
    for (let attempt = 1; ; attempt++) {
      const batch = this.#routed(events);
      const outcome = await this.#applyOnce(batch);
      if (outcome === 'done' || outcome === 'given-up') return outcome;
      const alone = isOfOneStored(batch.deliveries);
      if (attempt >= attempts && alone) return this.#parkFailed(batch, outcome, attempt);
      if (!(await this.around.failed(outcome.error, attempt))) return 'given-up';
      if (attempt >= attempts) return this.#oneByOne(events, attempt + 1);
    }
  }

  async #oneByOne(events: readonly RecordedEvent[], attempt: number): Promise<DeliveryOutcome> {
    for (const parts of storedEvents(events)) {
      if (!this.around.mayGoOn()) return 'given-up';
      const batch = this.#routed(parts);
      let outcome = batch.deliveries.length === 0 ? await this.#moveOn(batch) : await this.#applyOnce(batch);
      if (typeof outcome === 'object') outcome = await this.#parkFailed(batch, outcome, attempt);
      if (outcome === 'given-up') return outcome;
    }
    return 'done';
  }

  async #applyOnce({ deliveries, position, parkings }: RoutedBatch): Promise<DeliveryOutcome | Thrown> {
    if (parkings.length > 0 && !(await this.#mayPark(parkings))) return 'given-up';
    const progress: Progress = parkings.length > 0 ? { position, parked: parkings } : { position };
    const thrown = await applyWithCheckpoint(this.around, deliveries, progress);
    if (thrown !== undefined) return thrown;
    this.around.applied(deliveries.length, parkings);
    return 'done';
  }

  /** Parks the one stored event that is in a batch, under all its keys, and goes on. */
  async #parkFailed(
    { deliveries, position, parkings }: RoutedBatch,
    { error }: Thrown,
    attempts: number,
  ): Promise<DeliveryOutcome> {
    const [{ recorded }] = deliveries as readonly [Delivery];
    const keys = [...new Set(deliveries.flatMap((delivery) => delivery.keys))];
    const failure = failureInWords(error);
    const parked = [...parkings, ...keys.map((key) => parkingOf(recorded, { key }, failure, attempts))];
    const outcome = await this.#park({ position, parked });
    if (outcome === 'given-up' || keys.length === 1) return outcome;
    // Only now, when the checkpoint is past it: a key that was applied alone must not be applied again.
    for (const key of keys) {
      const unparked = [{ key, position: recorded.position }];
      const own = deliveries.filter((delivery) => delivery.keys.includes(key));
      await applyWithCheckpoint(
        this.around,
        own.map((delivery) => ({ ...delivery, keys: [key] })),
        { position, unparked },
      );
    }
    return 'done';
  }

  /** Where effects cannot be taken back, the checkpoint follows them, and is insisted on. */
  async #affect(events: readonly RecordedEvent[], batch: RoutedBatch): Promise<DeliveryOutcome> {
    const { around } = this;
    if (around.store.incarnation !== around.incarnation) throw new HistoryChanged();
    const mayBegin = (): boolean => !around.signal.aborted && around.mayGoOn();
    const { undone, parked } = await applyEffects(around.consumer, batch.deliveries, {
      signal: around.signal,
      mayBegin,
      mayFinish: () => !around.signal.aborted && around.isInTime(),
      // What ends because it is told to end has not failed.
      isPassing: (error) => isPassing(error) || !mayBegin(),
      inWords: failureInWords,
      failed: (error) => around.tellFailure(error),
      pause: (ms) => around.pause(ms),
    });
    const end = undone?.recorded.position ?? Infinity;
    const position = events.findLast((event) => event.position < end)?.position;
    around.applied(batch.deliveries.filter(({ recorded }) => recorded.position < end).length, []);
    if (position === undefined) return 'given-up';
    const parkings = [...batch.parkings.filter((parking) => parking.position < end), ...parked];
    const outcome = parkings.length > 0 ? await this.#park({ position, parked: parkings }, events) : 'done';
    if (parkings.length === 0) await around.insist({ position });
    return undone === undefined ? outcome : 'given-up';
  }

  async #park(progress: Progress, applied: readonly RecordedEvent[] = []): Promise<DeliveryOutcome> {
    const parked = progress.parked ?? [];
    if (!(await this.#mayPark(parked, applied))) return 'given-up';
    await this.around.insist(progress);
    this.around.parked.note(progress);
    this.around.applied(0, parked);
    return 'done';
  }

  /** @param applied what of the batch has been applied already: kept on record as far as nothing of it would be parked */
  async #mayPark(parkings: NonNullable<Progress['parked']>, applied: readonly RecordedEvent[] = []): Promise<boolean> {
    const { parked, consumer } = this.around;
    const refusal = parked.refusalOf(parkings, consumer.parking);
    if (refusal === undefined) return true;
    const first = Math.min(...parkings.map(({ position }) => position));
    const before = applied.findLast(({ position }) => position < first);
    if (before !== undefined) await this.around.insist({ position: before.position });
    await this.around.stop(refusal);
    return false;
  }
}

/** Whether there is nothing to be told apart in a batch. */
function isOfOneStored(deliveries: readonly Delivery[]): boolean {
  return deliveries[0]?.recorded.position === deliveries.at(-1)?.recorded.position;
}
