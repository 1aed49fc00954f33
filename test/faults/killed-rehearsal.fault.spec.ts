import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import type { DeathText } from './injection/death-at-text.js';
import { inForm, printFelt } from './judgement/felt.js';
import { type Closeable, closingAfterEach } from './load/closing.js';
import { createOwnDatabase, type OwnDatabase } from './load/own-database.js';
import type { RehearsingAsked } from './load/rehearsing-process.js';
import { SourceProcess } from './load/source-process.js';

const main = new URL('./load/rehearsing-process.ts', import.meta.url);
const closing = closingAfterEach();

/** Where the process of a rehearsal is killed: before its statement is sent, or on its way. */
const deaths: readonly DeathText[] = inForm({
  short: [
    { pattern: 'INSERT INTO "purses_v1_g\\d+"', sent: true },
    { pattern: 'SET ended_at = clock_timestamp\\(\\), outcome', sent: true },
  ],
  long: [
    'INSERT INTO "purses_v1_g\\d+"',
    'SET built_at',
    'FULL JOIN',
    'SET ended_at = clock_timestamp\\(\\), outcome',
    'given_up AS \\(DELETE',
    'DROP TABLE IF EXISTS "purses_v1',
    'DROP SCHEMA',
  ].flatMap((pattern) => [true, false].map((sent) => ({ pattern, sent }))),
});

/** A process, as its parent has it. */
class Rehearsing implements Closeable {
  private constructor(private readonly process: SourceProcess) {}

  /** One that waits to be told what it is. */
  static reserve(): Rehearsing {
    return closing(new Rehearsing(SourceProcess.begin('A process that rehearses', main)));
  }

  /** Answers what it says, or `died` if it was killed over it. */
  async ask(asked: RehearsingAsked): Promise<unknown> {
    this.process.send(asked);
    return this.process.says().catch(() => this.died());
  }

  async leave(): Promise<void> {
    this.process.send({ do: 'leave' } satisfies RehearsingAsked);
    expect(await this.process.ended).toEqual({ code: 0, signal: null });
  }

  /** Waits until it is killed. @throws Error it has ended otherwise */
  async died(): Promise<string> {
    await this.process.killed();
    return 'died';
  }

  async close(): Promise<void> {
    await this.process.close();
  }
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 60_000;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`It has not come to that: ${what}.`);
    await pause(50);
  }
}

const asked = async ({ pool }: OwnDatabase, statement: string): Promise<readonly unknown[]> =>
  (await pool.query<Record<string, unknown>>(statement)).rows.map((row) => Object.values(row)[0]);

const leftovers = `SELECT nspname FROM pg_namespace WHERE nspname ~ '^purses_v1_g' AND nspname <> 'purses_v1_g1'`;

test('a rehearsal whose process is killed goes on in another one, has one outcome, and leaves nothing', async () => {
  const database = closing(await createOwnDatabase());
  const processes = [...deaths, undefined].map(() => Rehearsing.reserve());
  let worker = processes[0] as Rehearsing;
  await worker.ask({ open: database.url, has: 'purses' });
  await worker.ask({ do: 'endow' });
  await worker.ask({ do: 'idle' });
  let killed = 0;
  for (const [n, death] of deaths.entries()) {
    await worker.ask({ dies: death });
    await worker.ask({ do: 'rehearse' });
    await worker.died();
    killed++;
    worker = processes[n + 1] as Rehearsing;
    await worker.ask({ open: database.url, has: 'purses' });
    const ended = `SELECT count(*)::int FROM daybook.rehearsals WHERE outcome IS NOT NULL`;
    await until(`${death.pattern}, ended`, async () => (await asked(database, ended))[0] === n + 1);
    await until(`${death.pattern}, cleared`, async () => (await asked(database, leftovers)).length === 0);
  }
  expect(await asked(database, 'SELECT outcome FROM daybook.rehearsals')).toEqual(deaths.map(() => 'same'));
  await until('dropped', async () =>
    (await asked(database, 'SELECT state FROM daybook.projection_generations ORDER BY generation')).every(
      (state, n) => state === (n === 0 ? 'live' : 'dropped'),
    ),
  );
  await until(
    'forgotten',
    async () => String(await asked(database, 'SELECT name FROM daybook.subscriptions')) === 'purses@1.1',
  );
  expect(await asked(database, 'SELECT DISTINCT coins FROM purses')).toEqual([780]);
  printFelt('killed rehearsal', { killed });
}, 600_000);

test('a process that is killed while it gives a release up leaves all of a generation or nothing, for the next to go on', async () => {
  const database = closing(await createOwnDatabase());
  const [old, first, second] = [Rehearsing.reserve(), Rehearsing.reserve(), Rehearsing.reserve()];
  await old.ask({ open: database.url, has: 'purses' });
  await old.ask({ do: 'endow' });
  await old.ask({ do: 'idle' });
  await old.leave();
  await first.ask({ open: database.url, has: 'nothing' });
  await first.ask({ dies: { pattern: 'DROP SCHEMA', sent: true } });
  expect(await first.ask({ do: 'retire' })).toBe('died');
  // The server notices when it answers.
  const open = `SELECT count(*)::int FROM pg_locks WHERE locktype = 'advisory' AND database =
    (SELECT oid FROM pg_database WHERE datname = current_database())`;
  await until('the dead one is gone', async () => (await asked(database, open))[0] === 0);
  expect(await asked(database, 'SELECT state FROM daybook.projection_generations')).toEqual(['live']);
  expect(await asked(database, 'SELECT name FROM daybook.subscriptions')).toEqual(['purses@1.1']);
  expect(await asked(database, 'SELECT DISTINCT coins FROM purses')).toEqual([780]);
  await second.ask({ open: database.url, has: 'nothing' });
  expect(await second.ask({ do: 'retire' })).toBe('done');
  expect(await asked(database, 'SELECT state FROM daybook.projection_generations')).toEqual(['dropped']);
  expect(await asked(database, `SELECT relname FROM pg_class WHERE relname ~ '^purses'`)).toEqual([]);
  expect(await asked(database, 'SELECT name FROM daybook.retirements')).toEqual(['purses@1.1']);
}, 600_000);
