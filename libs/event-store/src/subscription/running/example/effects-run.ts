import type { RecordedEvent } from '../../../stream/recorded-event.js';
import type { EffectsOutcome, EffectsSurroundings } from '../apply-effects.js';
import type { Consumer, Delivery } from '../consumer.js';

/** Something that handles a batch, rightly or wrongly. */
export type AppliesEffects = (
  consumer: Consumer,
  deliveries: readonly Delivery[],
  surroundings: EffectsSurroundings,
) => Promise<EffectsOutcome>;

/** An event at a position, for some keys. */
export function delivery(position: number, ...keys: readonly string[]): Delivery {
  const recorded = { position, eventId: `e-${position}`, streamId: `s-${keys[0]}`, type: 'noted' };
  return { recorded: recorded as RecordedEvent, keys };
}

/** What passes by itself. */
export class Outage extends Error {}

/** What a handler has done, and what it does next. */
export class EffectsRun implements EffectsSurroundings {
  /** The positions of attempts as they began, and of those that succeeded, for each key. */
  readonly tried: number[] = [];
  readonly done = new Map<string, number[]>();
  readonly pauses: number[] = [];
  readonly failures: unknown[] = [];
  /** The most that were under way at a time, in all and of one key. */
  atATime = 0;
  atATimePerKey = 0;
  readonly stop = new AbortController();
  readonly signal = this.stop.signal;
  readonly mayBegin = (): boolean => !this.signal.aborted;
  /** Whether the lease stands. */
  isInTime = true;
  readonly mayFinish = (): boolean => this.isInTime;
  readonly #underWay: Delivery[] = [];

  /** @param handle is called with a position and the number of the attempt, from 1; fails by throwing */
  constructor(private readonly handle: (position: number, attempt: number) => Promise<void> | void) {}

  consumer(concurrency?: number, attempts = 3): Consumer {
    const retry = { attempts, firstMs: 10, longestMs: 200 };
    return {
      concurrency,
      retry,
      apply: (deliveries: readonly Delivery[]) => this.#apply(deliveries),
    } as unknown as Consumer;
  }

  isPassing(error: unknown): boolean {
    return error instanceof Outage;
  }

  failed(error: unknown): void {
    this.failures.push(error);
  }

  inWords(error: unknown): string {
    return String(error);
  }

  async pause(ms: number): Promise<void> {
    this.pauses.push(ms);
    await new Promise((resolve) => setTimeout(resolve, ms / 10));
  }

  async #apply(deliveries: readonly Delivery[]): Promise<void> {
    for (const delivery of deliveries) await this.#applyOne(delivery);
  }

  async #applyOne(delivery: Delivery): Promise<void> {
    const { position } = delivery.recorded;
    this.tried.push(position);
    this.#underWay.push(delivery);
    this.#count(delivery);
    try {
      await this.handle(position, this.tried.filter((other) => other === position).length);
      for (const key of delivery.keys) this.done.set(key, [...(this.done.get(key) ?? []), position]);
    } finally {
      this.#underWay.splice(this.#underWay.indexOf(delivery), 1);
    }
  }

  #count({ keys }: Delivery): void {
    this.atATime = Math.max(this.atATime, this.#underWay.length);
    const ofKey = (key: string): number => this.#underWay.filter((other) => other.keys.includes(key)).length;
    this.atATimePerKey = Math.max(this.atATimePerKey, ...keys.map(ofKey));
  }
}
