import { type Consumer, SubscriptionRunner } from '@daybook/event-store';
import type { Sample } from '../run/closed-loop.js';
import type { DaybookStore } from '../store/daybook-store.js';
import { BatchTimes } from './batch-times.js';
import type { CatchUp } from './catch-up.js';
import type { CheckpointWatch } from './checkpoint-watch.js';

/** Daybook as it is measured. */
export const consumerConfiguration = {
  runner:
    'SubscriptionRunner with its defaults; a new subscription in each round, one segment, checkpoint after each batch',
  daybook: "a handler that does nothing, in the checkpoint's transaction, as for projections",
  'daybook reaction': 'a handler that does nothing for each event by itself, before the checkpoint, as for reactions',
};

const retry = { attempts: 5, firstMs: 50, longestMs: 5_000 };
const parking = { perKey: 1_000, inAll: 10_000 };

/** How the log is read. */
export interface IdleReading {
  readonly transactional: boolean;
  /** How many events there must be. */
  readonly events: number;
  readonly batch: number;
}

/** A subscription whose handler does nothing. */
export class IdleConsumers implements CatchUp {
  #round = 0;

  constructor(
    private readonly daybook: DaybookStore,
    private readonly watch: CheckpointWatch,
    private readonly reading: IdleReading,
  ) {}

  async run(): Promise<Sample> {
    const { store } = this.daybook;
    const { transactional, events } = this.reading;
    const name = `nothing-${transactional ? 'written' : 'done'}-${++this.#round}`;
    const times = new BatchTimes();
    let handled = 0;
    const runner = new SubscriptionRunner({ store });
    runner.add(
      this.#consumer(name, (count) => {
        handled += count;
        times.done();
      }),
    );
    await runner.start();
    const rate = await this.watch.rateTo(name, await store.head());
    await runner.stop();
    await store.subscriptions.remove(name);
    if (handled !== events) throw new Error(`The consumer was given ${handled} events, not ${events}.`);
    return times.sample(rate);
  }

  close(): Promise<void> {
    return this.watch.close();
  }

  #consumer(name: string, handle: (count: number) => void): Consumer {
    const { transactional, batch: batchSize } = this.reading;
    const what = { name, types: undefined, categories: undefined, segments: 1, from: 0, batchSize } as const;
    return {
      ...{ ...what, retry, parking, transactional, kind: transactional ? 'projection' : 'reaction' },
      keysOf: ({ streamId }) => [streamId],
      apply: async (deliveries) => handle(deliveries.length),
    };
  }
}
