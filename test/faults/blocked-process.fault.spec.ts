import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { inForm, printFelt } from './judgement/felt.js';
import { closingAfterEach } from './load/closing.js';
import { type OpenedStore, openStore } from './load/opened-store.js';
import { createOwnDatabase } from './load/own-database.js';
import { requestOf } from './load/request.js';
import { SourceProcess } from './load/source-process.js';

const rounds = inForm({ short: 1, long: 10 });
/** The limit of two seconds, and what a busy machine may take beyond it. */
const withinMs = 7_000;
const main = new URL('./load/blocking-process.ts', import.meta.url);

const closing = closingAfterEach();

type Blocked = 'blocked' | 'stopped';

interface Round {
  /** For how long readers waited for the process; undefined if they still did at the end. */
  readonly heldMs: number | undefined;
  /** What the process said of it later. */
  readonly said: string;
}

/** Starts a process that appends in a transaction and stands still, and watches what becomes of its floor. */
async function stoodStill(url: string, { store }: OpenedStore, build: string, how: Blocked): Promise<Round> {
  const child = SourceProcess.begin(`A process that is ${how}`, main, url, build, how);
  try {
    expect(await child.says()).toBe('appended');
    if (how === 'stopped') child.signal('SIGSTOP');
    const heldMs = await untilReleased(store);
    const { appends } = requestOf([{ streamId: 'beside-1', expected: 'any' }]);
    const { position } = await store.appendAll(appends);
    if (heldMs !== undefined) expect(await store.head()).toBe(position);
    child.signal('SIGCONT');
    return { heldMs, said: String(await child.says()) };
  } finally {
    await child.close();
  }
}

async function untilReleased(store: OpenedStore['store']): Promise<number | undefined> {
  const begun = performance.now();
  expect(await store.heldFloors()).toHaveLength(1);
  while (performance.now() - begun < withinMs) {
    if ((await store.heldFloors()).length === 0) return performance.now() - begun;
    await sleep(20);
  }
  return undefined;
}

test.each<[string, Blocked]>([
  ['whose event loop is blocked', 'blocked'],
  ['that is stopped', 'stopped'],
])(
  'a process %s holds readers up no longer than its time limit',
  async (_what, how) => {
    const database = closing(await createOwnDatabase());
    const opened = closing(await openStore(database.applicationUrl));
    let felt = 0;
    for (let round = 0; round < rounds; round++) {
      const { heldMs, said } = await stoodStill(database.applicationUrl, opened, 'daybook', how);
      expect(heldMs).toBeLessThan(withinMs);
      expect(said).toBe('transaction-timed-out, then 3 more');
      felt += Number(heldMs !== undefined && heldMs > 500);
    }
    const streams = await database.pool.query(`SELECT FROM daybook.streams WHERE stream_id = 'blocked-1'`);
    expect(streams.rowCount).toBe(0);
    printFelt(`a process that is ${how}`, { injected: rounds, felt }, 'felt are those that readers waited for');
  },
  300_000,
);

test('a limit that the process keeps alone is caught', async () => {
  const database = closing(await createOwnDatabase());
  const opened = closing(await openStore(database.applicationUrl));
  const { heldMs } = await stoodStill(database.applicationUrl, opened, 'in the process alone', 'blocked');
  expect(heldMs).toBeUndefined();
});
