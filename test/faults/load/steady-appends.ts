import { setTimeout as sleep } from 'node:timers/promises';
import type { EventStore } from '@daybook/event-store';
import type { Ledger } from './ledger.js';

/** Four callers who append to eight streams, one after the other, until they are told to end. */
export async function appendSteadily(
  store: Pick<EventStore, 'appendAll'>,
  ledger: Ledger,
  goOn: () => boolean,
  pauseMs = 5,
): Promise<void> {
  const caller = async (n: number): Promise<void> => {
    for (let call = 0; goOn(); call++) {
      const shares = [{ streamId: `steady-${(call + 2 * n) % 8}`, expected: 'any', count: 1 + (call % 3) } as const];
      const { outcome } = await ledger.append(store, shares);
      await sleep(outcome === 'appended' ? pauseMs : 50);
    }
  };
  await Promise.all([0, 1, 2, 3].map(caller));
}
