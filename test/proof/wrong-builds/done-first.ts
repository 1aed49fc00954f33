import type { ClaimedStep, HeldSaga, SagaAddress, SagaStore } from '@daybook/event-store';
import { replaceSagas } from '../../faults/injection/replace-sagas.js';
import type { WrongBuild } from './wrong-build.js';

/** Whoever is killed, or fails, in the moment between has on record what nobody does any more. */
export const doneFirst: WrongBuild = {
  name: 'done-first',
  does: 'puts on record that a step is done, and then sends its command',
  breaks: ['step-lost', 'unfinished'],
  store: (store) => replaceSagas(store, doneWhenClaimed),
  under: ['kill-server', 'kill-process'],
};

function doneWhenClaimed(sagas: SagaStore): Partial<SagaStore> {
  const ahead = new Map<string, ClaimedStep>();
  // To the rest of the process a step is not done before it is; a refusal takes back what was said.
  const asIfDue = (held: HeldSaga): HeldSaga => {
    const own = [...ahead.values()].filter((claim) => isOf(claim, held.record));
    const open = new Map(held.open.map((step) => [step.number, step]));
    for (const { step } of own) open.set(step.number, { ...step, status: 'due' });
    return { ...held, open: [...open.values()].sort((one, other) => one.number - other.number) };
  };
  return {
    claim: async (wanted) => {
      const claims = await sagas.claim(wanted);
      for (const claim of claims) await markDone(sagas, claim);
      for (const claim of claims) ahead.set(claim.claim, claim);
      return claims;
    },
    held: async (addresses, manager) => (await sagas.held(addresses, manager)).map(asIfDue),
    change: (address, work) => sagas.change(address, (held, manager) => work(held && asIfDue(held), manager)),
    stands: async (claim) => ahead.delete(claim.claim) || true,
    renew: async (_process, claims) => new Set(claims),
    failed: async (claim) => !ahead.delete(claim.claim),
  };
}

async function markDone(sagas: SagaStore, { saga, key, step: { number } }: ClaimedStep): Promise<void> {
  await sagas.change({ saga, key }, async (held) => {
    const moved = [{ number, status: 'done' as const }];
    const change = held && { record: held.record, steps: [], moved, deadlines: [], over: [] };
    return { change, result: undefined };
  });
}

function isOf({ saga, key }: ClaimedStep, address: SagaAddress): boolean {
  return saga === address.saga && key === address.key;
}
