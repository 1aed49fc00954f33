import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';

import { BankStatement } from './bank-statement.js';
import { ToolProcess } from './tool-process.js';

const withinMs = 150_000;

let folder: string;
let statement: BankStatement;
/** Where the whole statement is imported without a disturbance. */
let undisturbed: TestDatabase;
let firstRun: ToolProcess;
/** Each with a connection that stays open: to open one for each look would slow down what is looked at. */
const databases = new Map<TestDatabase, Client>();

async function newDatabase(): Promise<TestDatabase> {
  const database = await createTestDatabase();
  const client = new Client({ connectionString: database.url });
  await client.connect();
  databases.set(database, client);
  return database;
}

async function ask<T extends object>(database: TestDatabase, sql: string, values: unknown[] = []): Promise<T[]> {
  return (await databases.get(database)?.query<T>(sql, values))?.rows ?? [];
}

async function countEvents(database: TestDatabase): Promise<number> {
  const [row] = await ask<{ events: string }>(database, 'SELECT count(*) AS events FROM daybook.events');
  return Number(row?.events);
}

async function head(database: TestDatabase): Promise<number> {
  const [row] = await ask<{ head: string }>(database, 'SELECT coalesce(max(position), 0) AS head FROM daybook.events');
  return Number(row?.head);
}

/** What has been recorded of the lines up to one, stream by stream: all that was decided, not when it was recorded. */
async function digest(database: TestDatabase, upToLine: number): Promise<string | undefined> {
  const [row] = await ask<{ digest: string }>(
    database,
    `SELECT md5(string_agg(concat_ws(' ', stream_id, event.version, event_id, event_type, data, occurred_at,
                                     metadata->>'causationId', metadata->'statement'->>'line'), E'\\n'
                           ORDER BY stream_id, event.version)) AS digest
     FROM daybook.events AS event JOIN daybook.streams USING (stream_key)
     WHERE (metadata->'statement'->>'line')::integer <= $1`,
    [upToLine],
  );
  return row?.digest;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daybook-journey-'));
  statement = await BankStatement.find(folder);
  undisturbed = await newDatabase();
  firstRun = new ToolProcess('import', ['bank', statement.path, '--verify'], undisturbed);
  await firstRun.exit;
}, withinMs);

afterAll(async () => {
  for (const [database, client] of databases) {
    await client.end();
    await database.drop();
  }
  await rm(folder, { recursive: true });
});

describe('The statement of a whole bank', () => {
  test('flows through the accounts, and at every version they have the balance that the bank had', async () => {
    const { length } = statement.rows;
    expect(firstRun.output).toContain(`${length} of ${length} balances agree`);
    expect(firstRun.output).toMatch(new RegExp(`^${length} rows of ${statement.accounts} accounts in `, 'm'));
    expect(firstRun.output).toMatch(/^ {2}refused {8}0$/m);
    expect(await firstRun.exit).toBe(0);
    expect(await countEvents(undisturbed)).toBe(length + statement.accounts);
  });

  test('changes nothing when it is imported again, and says so', async () => {
    const before = await head(undisturbed);
    const again = new ToolProcess('import', ['bank', statement.path], undisturbed);
    expect(await again.exit).toBe(0);
    expect(again.output).toMatch(new RegExp(`^ {2}already there {2}${statement.rows.length}$`, 'm'));
    expect(again.output).toContain('Nothing was changed.');
    expect(await head(undisturbed)).toBe(before);
  });

  test('leaves no balance of the bank in any event or its metadata', async () => {
    const unique = statement.uniqueBalances();
    expect(unique.size).toBeGreaterThan(statement.rows.length / 3);
    const search = async (planted: string): Promise<{ word: string }[]> => {
      const words = await ask<{ word: string }>(
        undisturbed,
        `SELECT DISTINCT word[1] AS word
         FROM (SELECT data::text || metadata::text AS text FROM daybook.events UNION ALL SELECT $1) AS events,
              regexp_matches(text, '[[:alnum:]_]+', 'g') AS word`,
        [planted],
      );
      return words.filter(({ word }) => unique.has(word) || /balance/i.test(word));
    };
    expect(await search('{}')).toEqual([]);
    const [balance = ''] = unique;
    expect(await search(`{"balanceMinor": -${balance}}`)).toHaveLength(2); // or the search would find nothing ever
  });

  test('does not agree with a copy in which one amount is a cent higher, and the row is named', async () => {
    const [transaction, account] = statement.rows[1000] ?? [];
    const copy = await statement.changed(join(folder, 'changed.csv'), 1002);
    const verifying = new ToolProcess('import', ['bank', copy.path, '--verify-only'], undisturbed);
    expect(await verifying.exit).toBe(1);
    expect(verifying.output).toContain(`${statement.rows.length - 1} of ${statement.rows.length} balances agree`);
    expect(verifying.output).toContain(`  line 1002, transaction ${transaction} of account ${account}: expected `);
  });
});

test('A statement with one amount a cent higher is imported, and verification names the row', async () => {
  const [transaction, account, , , , , balance] = statement.rows[1000] ?? [];
  const start = await statement.start(join(folder, 'start.csv'), 2000);
  const copy = await start.changed(join(folder, 'start-changed.csv'), 1002);
  const importing = new ToolProcess('import', ['bank', copy.path, '--verify'], await newDatabase());
  expect(await importing.exit).toBe(1);
  expect(importing.output).toMatch(/^ {2}refused {8}0$/m);
  expect(importing.output).toContain(
    `  line 1002, transaction ${transaction} of account ${account}: expected a balance of ${balance}, ` +
      `got a balance of ${Number(balance) + 1}`,
  );
});

test(
  'An import that is stopped, then killed, and run again each time ends as if it had not been disturbed',
  async () => {
    const database = await newDatabase();
    const rows = Math.min(5000, statement.rows.length);
    const start = await statement.start(join(folder, 'third.csv'), rows);
    const last = rows + start.accounts;
    for (const [signal, share] of [
      ['SIGINT', 0.2],
      ['SIGKILL', 0.4],
      ['SIGKILL', 0.7],
    ] as const) {
      const importing = new ToolProcess('import', ['bank', start.path], database);
      await importing.hasCome(async () => (await countEvents(database)) >= last * share);
      importing.signal(signal);
      expect(await importing.exit).toBe(signal === 'SIGINT' ? 130 : signal);
      if (signal === 'SIGINT') expect(importing.output).toMatch(/Stopped by SIGINT.*run it again/);
      expect(await countEvents(database)).toBeLessThan(last);
    }
    const importing = new ToolProcess('import', ['bank', start.path], database);
    expect(await importing.exit).toBe(0);
    expect(await countEvents(database)).toBe(last);
    expect(await digest(database, rows + 1)).toBe(await digest(undisturbed, rows + 1));
  },
  withinMs,
);

describe('The import ends with 2', () => {
  test.each([
    ['without a file', ['bank'], /the file is missing.*npm run import -- bank <file.csv>/s],
    ['at a file that is not there', ['bank', '/nowhere.csv'], /there is no such file at \/nowhere\.csv/],
  ])('%s', async (_when, args, message) => {
    const importing = new ToolProcess('import', args);
    expect(await importing.exit).toBe(2);
    expect(importing.output).toMatch(message);
  });
});
