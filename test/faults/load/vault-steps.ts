import type { Vault } from './vault.js';
import { AsyncLocalStorage } from 'node:async_hooks';
import { changesOf } from '@daybook/domain';
import type { EventStore } from '@daybook/event-store';
import type { Step } from './vault-requests.js';

const storage = new AsyncLocalStorage<Step[]>();

/** Does some work and learns which steps it took, in order. */
export async function withSteps<R>(work: () => Promise<R>): Promise<{ readonly result: R; readonly steps: Step[] }> {
  const steps: Step[] = [];
  return { result: await storage.run(steps, work), steps };
}

/** Notes what a decision came to, whenever it is made. */
export function noted<R>(decide: (vault: Vault) => R): (vault: Vault) => R {
  return (vault) => {
    const before = changesOf(vault).length;
    try {
      const result = decide(vault);
      note(changesOf(vault).length > before ? 'decided' : 'nothing');
      return result;
    } catch (error) {
      note('refused');
      throw error;
    }
  };
}

/** Notes what is asked of a store from now on, whoever asks. */
export function noteOn(store: EventStore): void {
  const append = store.append.bind(store);
  const readStream = store.readStream.bind(store);
  store.append = async (...given) => {
    note('append');
    try {
      return await append(...given);
    } catch (error) {
      if (isConflict(error)) note('conflict');
      throw error;
    }
  };
  store.readStream = (...given) => {
    note('read');
    return readStream(...given);
  };
}

function note(step: Step): void {
  storage.getStore()?.push(step);
}

function isConflict(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'concurrency-conflict';
}
