import { setTimeout as pause } from 'node:timers/promises';
import { EventTypeRegistry, type SegmentPositions, SubscriptionRunner } from '@daybook/event-store';
import { projectionDefinitionOf } from '../../projection-definition.js';
import { ProjectionRegistry } from '../../projection-registry.js';
import { MemoryRows } from '../../read-model/memory-rows.js';
import { type Balance, Balances, Filled, purseStore } from '../../running/example/balances.js';
import { foldConsumer } from '../../running/fold-consumer.js';
import { ReadYourWrites, type ReadYourWritesParts } from '../read-your-writes.js';

/** Purses whose rows come a moment after their events, so that a wait that ends early is noticed. */
export class SlowPurses {
  readonly store = purseStore().store;
  readonly rows = new MemoryRows<Balance>();
  readonly runner = new SubscriptionRunner({ store: this.store });
  readonly generation = { name: 'balances', version: 1, generation: 1 };
  /** Up to where events were handed to the consumer, which may be at them still. */
  seen = 0;

  async start(): Promise<this> {
    const { rows, generation } = this;
    const definition = projectionDefinitionOf(Balances);
    const consumer = foldConsumer({ definition, fold: new Balances(), rows, generation });
    this.runner.add({
      ...consumer,
      apply: async (deliveries, manager, signal) => {
        this.seen = deliveries.at(-1)?.recorded.position ?? this.seen;
        await pause(5);
        await consumer.apply(deliveries, manager, signal);
      },
    });
    await this.runner.start();
    return this;
  }

  seenPositions(): SegmentPositions {
    return { segments: 1, positions: new Map([[0, this.seen]]) };
  }

  /** Writes and waits in turns; answers how often the row did not have what was waited for. */
  async earlyAnswers(parts: Pick<ReadYourWritesParts, 'here' | 'standings'>, rounds: number): Promise<number> {
    const { store, rows } = this;
    const projections = new ProjectionRegistry(new EventTypeRegistry());
    projections.register(new Balances());
    const waits = new ReadYourWrites({ projections, store, timeoutMs: 5_000, ...parts });
    let early = 0;
    let sum = (await rows.load(['a'])).get('a')?.cents ?? 0;
    for (let round = 0; round < rounds; round++) {
      const { position } = await store.append('purse-a', [Filled.of({ cents: 1 })], { expected: 'any' });
      await waits.waitFor(Balances, position, round % 2 === 0 ? {} : { key: 'a' });
      sum += 1;
      if ((await rows.load(['a'])).get('a')?.cents !== sum) early++;
    }
    await this.runner.whenIdle();
    return early;
  }
}
