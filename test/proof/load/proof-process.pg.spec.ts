import { expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closingAfterEach } from '../../faults/load/closing.js';
import { EffectReceiver } from '../../faults/load/effect-receiver.js';
import { createOwnDatabase, type OwnDatabase } from '../../faults/load/own-database.js';
import type { CallEntry, Entry, PolledEntry } from '../history/entry.js';
import { readHistory } from '../history/read-history.js';
import { ProofProcess } from '../world/proof-process.js';

const closing = closingAfterEach();
const coins = 24 * 1_000;

async function openDatabase(): Promise<OwnDatabase> {
  const database = closing(await createOwnDatabase());
  await database.pool.query(
    `CREATE TABLE public.proof_entries (
       serial bigserial, position bigint, event_id uuid, stream text, version bigint, worker text
     )`,
  );
  return database;
}

async function openFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'daybook-proof-load-'));
  closing({ close: () => rm(folder, { recursive: true }) });
  return folder;
}

async function begin(database: OwnDatabase, folder: string, receiver: string): Promise<ProofProcess> {
  const process = ProofProcess.begin({
    ...{ name: 'app-1', seed: 42, url: database.url, folder, receiver },
    ...{ leaseMs: 1_500, build: 'daybook', clockOffMs: 0, calls: true },
    history: { write: () => undefined },
  });
  closing({ close: () => process.kill() });
  const failed = new Promise<never>((_, reject) => {
    const timer = setInterval(() => {
      if (process.lastFailure !== undefined) reject(new Error(process.lastFailure.output));
    }, 50);
    closing({
      close: async () => {
        clearInterval(timer);
      },
    });
  });
  await Promise.race([process.ready(), failed]);
  return process;
}

function entriesOf(folder: string): readonly Entry[] {
  return [...readHistory(folder)].map(({ entry }) => entry);
}

async function isWaiting({ pool }: OwnDatabase): Promise<boolean> {
  const { rowCount } = await pool.query(
    'SELECT FROM daybook.saga_instances WHERE next_at IS NOT NULL UNION ALL SELECT FROM daybook.saga_deadlines',
  );
  return rowCount! > 0;
}

/** Calls that came to an end, by kind and by what came of them. */
function outcomes(entries: readonly Entry[]): ReadonlyMap<string, readonly string[]> {
  const calls = entries.filter((entry): entry is CallEntry => 'call' in entry);
  const kinds = new Map<string, string>();
  for (const call of calls) {
    if (call.word === 'invoked') kinds.set(call.call, call.kind === 'append' ? call.way : call.kind);
  }
  const found = new Map<string, string[]>();
  for (const { word, call } of calls) {
    const kind = kinds.get(call) ?? '';
    if (word !== 'invoked') found.set(kind, [...(found.get(kind) ?? []), word]);
  }
  return found;
}

test('a process without faults calls in every way, comes to rest and to the end of the log, and is not mistaken', async () => {
  const database = await openDatabase();
  const folder = await openFolder();
  const receiver = closing(await EffectReceiver.open());
  const process = await begin(database, folder, receiver.url);
  const enough = (): boolean =>
    ['transfer', 'alone', 'together', 'held', 'savepoint'].every(
      (kind) => (outcomes(entriesOf(folder)).get(kind) ?? []).filter((word) => word === 'ok').length >= 3,
    ) && outcomes(entriesOf(folder)).has('rolled-back');
  while (!enough()) await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await process.tell({ do: 'rebuild' })).toEqual({ word: 'rebuilt' });
  expect(await process.tell({ do: 'rest' })).toEqual({ word: 'quiet' });
  // Until sagas wait for no deadline any more, and once more: what they did last is to be heard as well. A busy machine takes
  // its time.
  for (let quiet = 0; quiet < 2;) {
    const { reached } = await process.tell({ do: 'idle', timeoutMs: 60_000 });
    quiet = reached && !(await isWaiting(database)) ? quiet + 1 : 0;
  }
  await process.tell({ do: 'leave' });

  const entries = entriesOf(folder);
  expect(entries.filter(({ word }) => word === 'bug')).toEqual([]);
  const found = outcomes(entries);
  expect([...found.values()].flat()).not.toContain('unknown');
  expect(new Set(found.get('rolled-back'))).toEqual(new Set(['failed']));
  expect(new Set(found.get('open'))).toEqual(new Set(['ok']));
  expect(found.get('read-holdings')).toContain('ok');
  const invoked = entries.filter((entry) => entry.word === 'invoked').length;
  expect([...found.values()].flat().length).toBe(invoked);

  const { rows: log } = await database.pool.query<{ event_id: string; position: string; event_type: string }>(
    'SELECT event_id, position, event_type FROM daybook.events ORDER BY position',
  );
  const ids = log.map(({ event_id }) => event_id);
  const { rows: kept } = await database.pool.query<{ event_id: string }>(
    'SELECT event_id FROM public.proof_entries ORDER BY position, serial',
  );
  expect(kept.map(({ event_id }) => event_id)).toEqual(ids);
  const wanted = log.filter(({ event_type }) => /opened|debited|credited|noted$/.test(event_type));
  expect(receiver.effects.map(({ key }) => key).sort()).toEqual(wanted.map(({ event_id }) => event_id).sort());
  const { rows: sums } = await database.pool.query(
    `SELECT (SELECT sum(coins)::integer FROM proof_balances) AS balances,
            (SELECT sum(coins)::integer FROM proof_holdings) AS holdings`,
  );
  expect(sums).toEqual([{ balances: coins, holdings: coins }]);

  const last = Number(log.at(-1)?.position);
  const polled = entries.filter((entry): entry is PolledEntry => entry.word === 'polled');
  const ends = new Map(polled.map(({ session, met = [] }) => [session, met.at(-1)?.[0]]));
  expect([...ends.values()].filter((position) => position === last).length).toBeGreaterThanOrEqual(2);
  const runners = entries.filter((entry) => entry.word === 'runner');
  expect(runners.filter((entry) => 'told' in entry && entry.told === 'claimed').length).toBeGreaterThanOrEqual(6);
});
