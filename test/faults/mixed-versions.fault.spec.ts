import { expect, test } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { inForm, printFelt } from './judgement/felt.js';
import { judgeTills, type TillJudgement } from './judgement/judge-tills.js';
import { closingAfterEach } from './load/closing.js';
import { createOwnDatabase, type OwnDatabase } from './load/own-database.js';
import { SourceProcess } from './load/source-process.js';
import type { TillCommand, TillOptions, TillWord } from './load/till-words.js';

const events = inForm({ short: 150, long: 3_000 });
const main = new URL('./load/till-process.ts', import.meta.url);
const closing = closingAfterEach();

interface Release {
  ask(command: TillCommand): Promise<unknown>;
  readonly process: SourceProcess;
}

async function counter(): Promise<OwnDatabase> {
  const database = closing(await createOwnDatabase());
  await database.pool.query('CREATE TABLE till_receipts (position bigint NOT NULL)');
  return database;
}

/** A process of a release, which writes in its own shapes and keeps rows up to date unless told otherwise. */
async function started({ url }: OwnDatabase, release: TillOptions['release'], other: Partial<TillOptions> = {}) {
  const child = closing(SourceProcess.begin(`A process of the ${release} release`, main));
  const options: TillOptions = { url, name: release, release, runs: 'all', writes: release, ...other };
  const answered = async (): Promise<unknown> => ((await child.says()) as TillWord).answer;
  child.send(options);
  expect(await answered()).toBe('started');
  const ask = (command: TillCommand): Promise<unknown> => {
    child.send(command);
    return answered();
  };
  const found: Release = { ask, process: child };
  return found;
}

/** How many segments are left to another release, and by how many processes, as it is on record now. */
async function declined({ pool }: OwnDatabase): Promise<number> {
  const { rows } = await pool.query<{ readonly count: string }>(
    `SELECT coalesce(sum(jsonb_array_length(declines)), 0) AS count FROM daybook.subscription_processes`,
  );
  return Number(rows[0]?.count);
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<number> {
  const began = performance.now();
  while (!(await isSo())) {
    if (performance.now() - began > 60_000) throw new Error(`It has not come within 60 s: ${what}.`);
    await pause(50);
  }
  return performance.now() - began;
}

const sound: Partial<TillJudgement> = { wrong: [], withoutReceipt: 0 };

test('an old and a young release share a log: the old one leaves alone what it cannot read, and nothing is passed or applied twice', async () => {
  const database = await counter();
  const old = await started(database, 'old');
  const writing = (release: Release): Promise<unknown> => release.ask({ do: 'write', events });

  // First the young release writes what both can read, and no one has to leave anything to anybody.
  const careful = await started(database, 'young', { writes: 'old' });
  await Promise.all([writing(old), writing(careful)]);
  expect(await careful.ask({ do: 'idle' })).toBe('idle');
  expect(await judgeTills(database.pool)).toMatchObject({ ...sound, young: 0, events: 2 * events });
  expect(await declined(database)).toBe(0);
  expect(await old.ask({ do: 'load' })).toBe('loaded');
  careful.process.signal('SIGKILL');
  await careful.process.killed();

  // Then it writes its own shapes, and nobody is there who reads them.
  const writer = await started(database, 'young', { runs: 'none' });
  await Promise.all([writing(old), writing(writer)]);
  const alarms = async (): Promise<readonly string[]> => (await old.ask({ do: 'alarms' })) as readonly string[];
  const awaiting = ['awaiting-release:till-receipts', 'awaiting-release:tills@1.1'];
  await until('the old one says that it waits', async () => {
    const raised = await alarms();
    return awaiting.every((id) => raised.includes(id));
  });
  const leftAlone = await declined(database);
  expect(await old.ask({ do: 'load' })).toBe('unknown-event-type');
  expect(await writer.ask({ do: 'load' })).toBe('loaded');
  expect((await judgeTills(database.pool)).withoutReceipt).toBeGreaterThan(0);

  // A process that can takes over, while both go on writing.
  const young = await started(database, 'young');
  const tookOverMs = await until('somebody goes on', async () => (await alarms()).length === 0);
  await Promise.all([writing(old), writing(writer), writing(young)]);
  expect(await young.ask({ do: 'idle' })).toBe('idle');
  const judgement = await judgeTills(database.pool);
  expect(judgement).toMatchObject({ ...sound, young: 3 * events, events: 7 * events });
  printFelt(
    'F25 two releases side by side',
    { 'events of the young release': judgement.young, 'segments left to it': leftAlone },
    `taken over after ${Math.round(tookOverMs)} ms, receipts written twice ${judgement.receiptsTwice}`,
  );
}, 300_000);

test('a release that passes over what it does not know is found out', async () => {
  const database = await counter();
  const old = await started(database, 'old', { skips: true });
  const young = await started(database, 'young', { runs: 'none' });
  await Promise.all([old, young].map((release) => release.ask({ do: 'write', events })));
  expect(await old.ask({ do: 'idle' })).toBe('idle');
  const { wrong, withoutReceipt, young: written } = await judgeTills(database.pool);
  printFelt('F25 what is not known is passed over', { 'events of the young release': written });
  expect(wrong.length).toBeGreaterThan(0);
  expect(withoutReceipt).toBe(written);
});
