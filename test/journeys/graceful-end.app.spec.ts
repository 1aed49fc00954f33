import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { DataSource } from 'typeorm';
import { inForm, printFelt } from '../faults/judgement/felt.js';
import { type Deposit, Depositors } from './depositors.js';
import { HarbourProcess } from './harbour-process.js';

/** What Kubernetes grants unless it is told otherwise. */
const graceMs = 30_000;
const clients = 16;
const endsAtOnce = fileURLToPath(new URL('wrong-builds/ends-at-once.js', import.meta.url));

let database: TestDatabase;
let log: DataSource;

beforeAll(async () => {
  database = await createTestDatabase();
  log = await new DataSource({ type: 'postgres', url: database.url }).initialize();
});
afterAll(async () => {
  await HarbourProcess.killAll();
  await log.destroy();
  await database.drop();
});

interface Stopped {
  readonly exit: number | NodeJS.Signals;
  readonly tookMs: number;
  readonly deposits: readonly Deposit[];
  /** How often each reference is in the log. */
  readonly recorded: ReadonlyMap<string, number>;
  readonly output: string;
}

/** Starts Harbour, puts it under load, and tells it to stop in the midst of that. */
async function stopUnderLoad(name: string, environment: Record<string, string> = {}): Promise<Stopped> {
  const urls = { DATABASE_URL: database.applicationUrl, MIGRATION_DATABASE_URL: database.url };
  const harbour = new HarbourProcess('unused', { ...urls, ...environment });
  const depositors = new Depositors(await harbour.address(), name);
  await depositors.start(clients);
  await sleep(200 + Math.random() * 300);
  depositors.noteStop();
  const begun = performance.now();
  harbour.signal('SIGTERM');
  const exit = await Promise.race([harbour.exit, sleep(graceMs, 'SIGKILL' as const, { ref: false })]);
  const tookMs = performance.now() - begun;
  await depositors.ended();
  const rows: { reference: string; count: string }[] = await log.query(
    `SELECT data ->> 'reference' AS reference, count(*) FROM daybook.events
     WHERE data ->> 'reference' LIKE $1 GROUP BY 1`,
    [`${name}-%`],
  );
  const recorded = new Map(rows.map(({ reference, count }) => [reference, Number(count)]));
  return { exit, tookMs, deposits: depositors.deposits, recorded, output: harbour.output };
}

/** What a client could complain of, and what an operator could. */
function complaints({ exit, deposits, recorded, tookMs }: Stopped): readonly string[] {
  const found: string[] = [];
  if (exit !== 0) found.push(`ended with ${exit} after ${Math.round(tookMs)} ms`);
  for (const { reference, ending, status, wasUnderWay } of deposits) {
    const count = recorded.get(reference) ?? 0;
    if (ending === 'answered' && status !== 200) found.push(`${reference} was answered with ${status}`);
    if (ending === 'answered' && count !== 1) found.push(`${reference} was acknowledged, and is there ${count} times`);
    if (ending !== 'answered' && count > 0) found.push(`${reference} is there, and was not answered`);
    if (ending !== 'answered' && wasUnderWay) found.push(`${reference} was under way, and was not answered`);
  }
  return found;
}

test('Harbour that is told to stop under load answers what it has taken, and ends with 0 in time', async () => {
  const felt = { stops: 0, 'requests under way': 0, answered: 0 };
  let slowest = 0;
  let reset = 0;
  for (let round = 0; round < inForm({ short: 4, long: 20 }); round++) {
    const stopped = await stopUnderLoad(`r${round}`);
    expect(complaints(stopped)).toEqual([]);
    expect(stopped.output).not.toMatch(/error/i);
    felt.stops += 1;
    felt['requests under way'] += stopped.deposits.filter(({ wasUnderWay }) => wasUnderWay).length;
    felt.answered += stopped.deposits.filter(({ ending }) => ending === 'answered').length;
    reset += stopped.deposits.filter(({ ending }) => ending === 'unanswered').length;
    slowest = Math.max(slowest, stopped.tookMs);
  }
  printFelt(
    'A stop under load',
    felt,
    `the slowest took ${Math.round(slowest)} ms, ${reset} connections were reset unread`,
  );
}, 300_000);

test('the same judgement finds a process that ends at once', async () => {
  const wrong = await stopUnderLoad('wrong', { NODE_OPTIONS: `--import ${endsAtOnce}` });
  expect(complaints(wrong)).toContainEqual(expect.stringMatching(/was under way, and was not answered/));
});
