import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EventStore } from '@daybook/event-store';
import type { Ledger } from './ledger.js';

const callers = 6;

/**
 * Appends to three streams each, small events to two and large ones to the third, so that on a full disk there is often
 * still room for a part of it. A caller who gets no answer that helps tries something else a moment later.
 *
 * @param goOn asked by each of them before each append
 */
export async function grow(store: Pick<EventStore, 'appendAll'>, ledger: Ledger, goOn: () => boolean): Promise<void> {
  const call = async (caller: number): Promise<void> => {
    for (let n = 0; goOn(); n++) {
      const { outcome } = await ledger.append(store, [
        { streamId: `small-${caller}`, expected: 'any' },
        { streamId: `small-${caller}-${n % 10}`, expected: 'any' },
        { streamId: `large-${caller}`, expected: 'any', count: 2, padding: randomBytes(15_000).toString('base64url') },
      ]);
      if (outcome !== 'appended') await sleep(20);
    }
  };
  await Promise.all(Array.from({ length: callers }, (_, caller) => call(caller)));
}
