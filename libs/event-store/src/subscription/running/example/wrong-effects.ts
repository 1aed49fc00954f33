import type { EffectsOutcome, EffectsSurroundings } from '../apply-effects.js';
import type { Consumer, Delivery } from '../consumer.js';

const allDone: EffectsOutcome = { undone: undefined, parked: [] };

/** Begins everything at once, whatever its key. */
export async function allAtOnce(consumer: Consumer, deliveries: readonly Delivery[]): Promise<EffectsOutcome> {
  await Promise.all(deliveries.map((delivery) => tried(consumer, [delivery])));
  return allDone;
}

/** Repeats the batch for the sake of one of its events. */
export async function theWholeBatchAgain(consumer: Consumer, deliveries: readonly Delivery[]): Promise<EffectsOutcome> {
  await tried(consumer, deliveries);
  return allDone;
}

/** Begins each key's next one before the one before it is over. */
export async function aKeysNextTooEarly(
  consumer: Consumer,
  deliveries: readonly Delivery[],
  { signal }: EffectsSurroundings,
): Promise<EffectsOutcome> {
  const calls: Promise<void>[] = [];
  for (const delivery of deliveries) {
    calls.push(tried(consumer, [delivery]));
    if (calls.length % (consumer.concurrency ?? 1) === 0) await Promise.race(calls);
    if (signal.aborted) break;
  }
  await Promise.all(calls);
  return allDone;
}

/** Goes on with the later events of a key after one of them has failed for good. */
export async function pastTheParked(consumer: Consumer, deliveries: readonly Delivery[]): Promise<EffectsOutcome> {
  for (const delivery of deliveries) await tried(consumer, [delivery]).catch(() => undefined);
  return allDone;
}

async function tried(consumer: Consumer, deliveries: readonly Delivery[]): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await consumer.apply(deliveries, undefined, new AbortController().signal);
      return;
    } catch (error) {
      if (attempt === consumer.retry.attempts) throw error;
    }
  }
}
