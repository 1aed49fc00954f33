import type { PostgresEventStore } from '@daybook/event-store';
import { setTimeout as pause } from 'node:timers/promises';
import type { WrongBuild } from './wrong-build.js';

/** What a saga has made of events is there already when its reader is killed in between, and is made once more. */
export const stateApart: WrongBuild = {
  name: 'state-apart',
  does: 'keeps what a saga makes of events in a transaction of its own, and moves the checkpoint 300 ms later',
  breaks: ['step-twice', 'deadline-twice'],
  consumer: (consumer, store) => {
    if (consumer.kind !== 'saga') return consumer;
    const { transactions } = store as PostgresEventStore;
    return {
      ...consumer,
      apply: async (deliveries, _manager, signal) => {
        await transactions.run((manager) => consumer.apply(deliveries, manager, signal));
        await pause(300);
      },
    };
  },
  under: ['kill-process', 'kill-server'],
};
