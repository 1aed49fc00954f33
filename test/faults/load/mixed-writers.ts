import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { appendHeld } from './held-append.js';
import type { Ledger } from './ledger.js';
import type { OpenedStore } from './opened-store.js';
import { requestOf, type Share } from './request.js';

/**
 * Writers of all kinds, until they are told to end: in groups, to several streams at once, under keys, and in
 * transactions that stay open for a moment. What is unknown is repeated; what is refused is let go.
 */
export async function writeMixed(opened: OpenedStore, ledger: Ledger, goOn: () => boolean): Promise<void> {
  const writers = [...Array.from({ length: 12 }, (_, n) => grouped(n)), held(), held()];
  await Promise.all(writers);

  async function grouped(writer: number): Promise<void> {
    while (goOn()) {
      const request = requestOf(sharesOf(randomInt(30)));
      const options = writer % 3 === 0 ? { idempotencyKey: request.id } : {};
      let entry;
      do {
        entry = await ledger.send(request, (appends) => opened.store.appendAll(appends, options));
        // A caller who asks again at once would only heat the room.
        if (entry.outcome !== 'appended') await sleep(20);
      } while (entry.outcome === 'unknown');
    }
  }

  async function held(): Promise<void> {
    while (goOn()) {
      const { outcome } = await appendHeld(opened, ledger, sharesOf(30 + randomInt(10)), { pauseMs: randomInt(30) });
      if (outcome !== 'appended') await sleep(20);
    }
  }
}

function sharesOf(n: number): readonly Share[] {
  const first: Share = { streamId: `mixed-${n}`, expected: 'any', count: randomInt(1, 4) };
  return n % 4 === 0 ? [first, { streamId: `mixed-${n + 1}`, expected: 'any' }] : [first];
}
