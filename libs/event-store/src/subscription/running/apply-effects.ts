import type { Parking } from '../parked-event.js';
import type { Consumer, Delivery } from './consumer.js';
import { EffectsInOrder } from './effects-in-order.js';
import { pauseAfter } from './retry-pause.js';

/** What is around the handling of a batch. */
export interface EffectsSurroundings {
  /** Aborted when what is under way is in vain. */
  readonly signal: AbortSignal;
  /** Whether a further attempt may begin; what is under way is waited for. */
  mayBegin(): boolean;
  /** Whether, when no other may, one may begin that lies before what was begun: or what is done behind it comes again. */
  mayFinish(): boolean;
  /** Whether an error is nobody's fault but passes: such an event is tried for ever, and never parked. */
  isPassing(error: unknown): boolean;
  /** Told of each failure, before the pause that follows it. */
  failed(error: unknown, delivery: Delivery): void;
  /** What operators are told of an error that has parked an event. */
  inWords(error: unknown): string;
  /** Waits; less if nothing more may begin. Does not throw. */
  pause(ms: number): Promise<void>;
}

/** How far a batch has come. */
export interface EffectsOutcome {
  /** The first event that is not done; undefined if all are done or parked. What is done behind it will come again. */
  readonly undone: Delivery | undefined;
  /** Those before it that could not be done, and those that wait behind them, in the order in which that became clear. */
  readonly parked: readonly Parking[];
}

/**
 * Applies a batch whose effects cannot be taken back: event by event, each tried by itself, those of one key in order and
 * never beside each other, those of different keys up to `concurrency` at a time. One that fails is parked, with the later
 * ones of its key; no effect is repeated for its sake. A pause keeps nobody else from being handled.
 *
 * The checkpoint may move up to the first event that is not done, and no earlier than this returns.
 */
export async function applyEffects(
  consumer: Consumer,
  deliveries: readonly Delivery[],
  surroundings: EffectsSurroundings,
): Promise<EffectsOutcome> {
  const batch = new EffectsUnderWay(consumer, deliveries, surroundings);
  await batch.run();
  return batch.outcome;
}

class EffectsUnderWay {
  readonly #order: EffectsInOrder;
  readonly #parked: Parking[] = [];
  readonly #parkedKeys = new Set<string>();
  readonly #failures = new Map<Delivery, { readonly inAll: number; readonly itsOwn: number }>();
  readonly #steps = new Set<Promise<void>>();
  #calls = 0;
  /** The position of the last event that was begun. */
  #furthest = -Infinity;

  constructor(
    private readonly consumer: Consumer,
    deliveries: readonly Delivery[],
    private readonly surroundings: EffectsSurroundings,
  ) {
    this.#order = new EffectsInOrder(deliveries);
  }

  get outcome(): EffectsOutcome {
    const undone = this.#order.first;
    const end = undone?.recorded.position ?? Infinity;
    return { undone, parked: this.#parked.filter(({ position }) => position < end) };
  }

  async run(): Promise<void> {
    for (;;) {
      this.#beginAll();
      if (this.#steps.size === 0) return;
      await Promise.race(this.#steps);
    }
  }

  #beginAll(): void {
    const { concurrency = 1 } = this.consumer;
    while (this.#calls < concurrency) {
      const delivery = this.#order.begin((one) => this.#mayBegin(one));
      if (delivery === undefined) return;
      const keys = this.#unparkedKeysOf(delivery);
      if (keys.length === 0) this.#order.end(delivery);
      else this.#step(this.#apply(delivery, keys));
    }
  }

  #mayBegin(delivery: Delivery): boolean {
    const { surroundings } = this;
    if (surroundings.mayBegin()) return true;
    // One that has failed would be tried without a pause.
    // The parts of a stored event share its position: of one that was begun, the others are still to be done.
    const isPassed = delivery.recorded.position <= this.#furthest && !this.#failures.has(delivery);
    return isPassed && surroundings.mayFinish();
  }

  #step(step: Promise<void>): void {
    const counted = step.finally(() => this.#steps.delete(counted));
    this.#steps.add(counted);
  }

  /** Parks an event, before its first attempt, under those of its keys that an earlier one of the batch has parked. */
  #unparkedKeysOf(delivery: Delivery): readonly string[] {
    const isParked = (key: string): boolean => this.#parkedKeys.has(key);
    const waiting = this.#failures.has(delivery) ? [] : delivery.keys.filter(isParked);
    for (const key of waiting) this.#park(delivery, key, undefined, 0);
    return delivery.keys.filter((key) => !isParked(key));
  }

  async #apply(delivery: Delivery, keys: readonly string[]): Promise<void> {
    this.#calls++;
    this.#furthest = Math.max(this.#furthest, delivery.recorded.position);
    try {
      await this.consumer.apply([{ ...delivery, keys }], undefined, this.surroundings.signal);
      this.#order.end(delivery);
    } catch (error) {
      this.#fail(delivery, keys, error);
    } finally {
      this.#calls--;
    }
  }

  #fail(delivery: Delivery, keys: readonly string[], error: unknown): void {
    const { surroundings, consumer } = this;
    const before = this.#failures.get(delivery) ?? { inAll: 0, itsOwn: 0 };
    const passes = surroundings.isPassing(error);
    const failures = { inAll: before.inAll + 1, itsOwn: before.itsOwn + (passes ? 0 : 1) };
    this.#failures.set(delivery, failures);
    surroundings.failed(error, delivery);
    if (passes || failures.itsOwn < consumer.retry.attempts) {
      const pause = surroundings.pause(pauseAfter(failures.inAll, consumer.retry));
      this.#step(pause.then(() => this.#order.beginAgain(delivery)));
      return;
    }
    for (const key of keys) this.#park(delivery, key, surroundings.inWords(error), failures.inAll);
    this.#order.end(delivery);
  }

  #park({ recorded }: Delivery, key: string, failure: string | undefined, attempts: number): void {
    const { position, eventId, streamId, type } = recorded;
    this.#parkedKeys.add(key);
    // The later parts of a stored event wait with the first one, as one.
    if (this.#parked.some((parked) => parked.key === key && parked.position === position)) return;
    this.#parked.push({ key, position, eventId, streamId, type, failure, attempts });
  }
}
