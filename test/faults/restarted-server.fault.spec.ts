import type { EventStore } from '@daybook/event-store';
import { expect, test } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { closingAfterEach } from './load/closing.js';
import { Credited } from './load/credited.js';
import { openStore } from './load/opened-store.js';
import { startOwnServer } from './load/own-server.js';

const closing = closingAfterEach();

/** An append that waits until there is a server. */
async function append(store: EventStore, item: number): Promise<void> {
  for (;;) {
    try {
      await store.append('restart-1', [Credited.of({ request: 'restart', item })], { expected: 'any' });
      return;
    } catch {
      await pause(50);
    }
  }
}

/** One iteration over the log: what it has met, and the error that has ended it. */
function following(store: EventStore): { readonly met: number[]; error?: unknown; readonly over: Promise<void> } {
  const ending = new AbortController();
  const met: number[] = [];
  const reading: { readonly met: number[]; error?: unknown; over: Promise<void> } = { met, over: Promise.resolve() };
  reading.over = (async () => {
    for await (const { version } of store.subscribe({ signal: ending.signal })) met.push(version);
  })().catch((error: unknown) => {
    if (!ending.signal.aborted) reading.error = error;
  });
  closing({ close: () => (ending.abort(), reading.over) });
  return reading;
}

/** The build that takes whatever was started again for something else. */
function mistrustful(store: EventStore): EventStore {
  store.historyOf = (incarnation) => Promise.resolve(incarnation);
  return store;
}

test('who follows the log is not told of a server that is stopped or killed and comes back', async () => {
  const own = closing(await startOwnServer());
  const { store } = closing(await openStore(own.applicationUrl));
  const other = closing(await openStore(own.applicationUrl));
  const [right, wrong] = [following(store), following(mistrustful(other.store))];
  await append(store, 1);
  while (right.met.length < 1 || wrong.met.length < 1) await pause(10);
  await own.server.stop('fast');
  await own.server.start();
  await append(store, 2);
  while (right.met.length < 2 && right.error === undefined) await pause(10);
  await own.server.stop('immediate');
  await own.server.start();
  await append(store, 3);
  while (right.met.length < 3 && right.error === undefined) await pause(10);
  expect(right).toMatchObject({ met: [1, 2, 3] });
  expect(right.error).toBeUndefined();
  await wrong.over;
  expect(wrong).toMatchObject({ met: [1], error: { code: 'log-history-changed' } });
});
