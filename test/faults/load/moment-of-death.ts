import type { Consumer, SubscriptionStore } from '@daybook/event-store';
import type { Step, SubscribingOptions } from './subscribing-options.js';

/** Lets a process be killed, or stand still, at the very step at which it is told to. */
export class MomentOfDeath {
  readonly #times = new Map<Step, number>();

  constructor(
    private readonly dies: SubscribingOptions['dies'],
    private readonly blocks: SubscribingOptions['blocks'],
  ) {}

  /** The steps that a consumer takes. */
  within(consumer: Consumer): Consumer {
    return {
      ...consumer,
      keysOf: (recorded) => {
        this.#at('read');
        return consumer.keysOf(recorded);
      },
      apply: async (deliveries, manager, signal) => {
        await consumer.apply(deliveries, manager, signal);
        this.#at(consumer.transactional ? 'handled' : 'effect');
      },
    };
  }

  /** The steps that the checkpoints take. */
  around(store: SubscriptionStore): void {
    const [commit, advance] = [store.commit.bind(store), store.advance.bind(store)];
    store.commit = async (lease, work) => {
      this.#at('before checkpoint');
      const moved = await commit(lease, async (manager) => {
        const progress = await work(manager);
        this.#at('applied');
        return progress;
      });
      this.#at('after checkpoint');
      return moved;
    };
    store.advance = async (lease, progress) => {
      this.#at('before checkpoint');
      const moved = await advance(lease, progress);
      this.#at('after checkpoint');
      return moved;
    };
  }

  #at(step: Step): void {
    const times = (this.#times.get(step) ?? 0) + 1;
    this.#times.set(step, times);
    if (this.dies?.step === step && this.dies.times === times) process.kill(process.pid, 'SIGKILL');
    if (this.blocks?.step !== step || this.blocks.times !== times) return;
    process.send?.({ word: 'blocked' });
    if (this.blocks.forMs === 'stopped') process.kill(process.pid, 'SIGSTOP');
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, this.blocks.forMs);
  }
}
