import type { PostgresEventStore } from '@daybook/event-store';
import { acknowledgesFirst } from '../../faults/wrong-builds/acknowledges-first.js';
import type { WrongBuild } from './wrong-build.js';

/** Whoever is killed, or fails, in the moment between has promised what nobody does any more. */
export const checkpointFirst: WrongBuild = {
  name: 'checkpoint-first',
  does: 'moves the checkpoint when it is given events, and handles them 50 ms later',
  breaks: ['unseen', 'poll-skip', 'wrong-fold', 'effect-missing'],
  consumer: (consumer, store) => acknowledgesFirst(consumer, (store as PostgresEventStore).transactions, 50),
  under: ['kill-process'],
};
