import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { removeServerFolder } from '@daybook/testing/postgres';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Client } from 'pg';

import { HarbourProcess } from './harbour-process.js';
import { RunningHarbour } from './running-harbour.js';
import { ToolProcess } from './tool-process.js';
import { typed } from './typed-command.js';

const project = fileURLToPath(new URL('../..', import.meta.url));
let folder: string;

// Each of them starts several processes, one after another.
jest.setTimeout(120_000);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'harbour-'));
  await chmod(folder, 0o755);
});
afterAll(async () => {
  await HarbourProcess.killAll();
  await removeServerFolder(folder);
  await rm(folder, { recursive: true, force: true });
});

interface Done {
  readonly code: number | NodeJS.Signals | null;
  readonly output: string;
}

/** In a process of its own. */
async function daybook(args: readonly string[], database?: TestDatabase, settings = {}): Promise<Done> {
  const tool = new ToolProcess('daybook', args, database, settings);
  return { code: await tool.exit, output: tool.output };
}

/** What two logs may differ in. */
function asItHappened(events: unknown): object[] {
  return (events as Record<string, unknown>[]).map(({ position: _, recordedAt: __, ...event }) => event);
}

/** What an export holds, a text for each event, but where and when it was recorded. */
async function eventsOf(file: string): Promise<readonly string[]> {
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n').slice(1, -1);
  return lines.map((line) => JSON.stringify(asItHappened([JSON.parse(line)])));
}

describe('The accounts of one Harbour, on the machine of a developer', () => {
  let bank: RunningHarbour;
  let developer: RunningHarbour;
  const originals = ['customer-4711', 'Dr. Anna Stone'];

  beforeAll(async () => {
    [bank, developer] = [await RunningHarbour.start(), await RunningHarbour.start()];
    const open = (accountId: string, ownerId: string): Promise<unknown> =>
      bank.post('/accounts', { accountId, ownerId, currency: 'EUR', occurredAt: '2026-01-01' });
    await open('a-1', 'customer-4711');
    await open('a-2', 'Dr. Anna Stone');
    await open('a-3', 'customer-4711');
    for (const [accountId, amountMinor] of [
      ['a-1', 12_500],
      ['a-2', 70],
      ['a-1', 1],
      ['a-3', 9],
    ] as const) {
      await bank.post(`/accounts/${accountId}/deposits`, { amountMinor, occurredAt: '2026-02-01' });
    }
    await bank.post('/accounts/a-1/withdrawals', { amountMinor: 500 });
    await bank.post('/accounts/a-1/freeze', { reason: 'a letter came back' });
  });
  afterAll(async () => {
    await bank.stop();
    await developer.stop();
  });

  test('are exported and imported by the command line, with the same states and the same audit trails', async () => {
    const file = join(folder, 'accounts.jsonl');
    const exported = await typed(['streams', 'export', '--category', 'account', '--out', file], bank.database);
    expect(exported).toMatchObject({ code: 0, output: expect.stringContaining('9 events of 3 streams') });
    const imported = await typed(['streams', 'import', file], developer.database);
    expect(imported).toMatchObject({
      code: 0,
      output: expect.stringContaining('9 were appended; 0 were there already'),
    });

    for (const account of ['a-1', 'a-2', 'a-3']) {
      const [there, here] = [await bank.get(`/accounts/${account}`), await developer.get(`/accounts/${account}`)];
      expect(here).toMatchObject({ status: 200, body: there.body });
      const trails = [
        await bank.get(`/accounts/${account}/events`),
        await developer.get(`/accounts/${account}/events`),
      ];
      const [trailThere, trailHere] = trails.map(({ body }) => asItHappened(body['events']));
      expect(trailHere).toEqual(trailThere);
      const past = `/accounts/${account}?occurredBy=2026-01-15`;
      expect((await developer.get(past)).body).toEqual((await bank.get(past)).body);
    }
    expect(await typed(['streams', 'import', file], developer.database)).toMatchObject({
      code: 0,
      output: expect.stringContaining('0 were appended; 9 were there already'),
    });
  });

  test('and masked: no byte of the file is of what was masked, who is one stays one, and the balances are the same', async () => {
    const clerk = await RunningHarbour.start();
    try {
      const file = join(folder, 'masked.jsonl');
      const masking = ['--mask-personal', '--mask', 'account.frozen.reason'];
      await typed(
        ['streams', 'export', 'account-a-1', 'account-a-2', 'account-a-3', '--out', file, ...masking],
        bank.database,
      );
      const bytes = await readFile(file);
      for (const original of [...originals, 'a letter came back']) expect(bytes.includes(original)).toBe(false);

      expect(await typed(['streams', 'import', file], clerk.database)).toMatchObject({ code: 0 });
      const bodies = await Promise.all(
        ['a-1', 'a-2', 'a-3'].map(async (id) => (await clerk.get(`/accounts/${id}`)).body),
      );
      const owners = bodies.map(({ ownerId }) => ownerId);
      expect(owners[0]).toMatch(/^masked-[0-9a-f]{16}$/);
      expect(owners[2]).toBe(owners[0]);
      expect(owners[1]).not.toBe(owners[0]);
      expect(bodies.map(({ balanceMinor }) => balanceMinor)).toEqual([12_001, 70, 9]);
    } finally {
      await clerk.stop();
    }
  });

  test('can be looked at as they were', async () => {
    const show = ['streams', 'show', 'account-a-1', '--json'];
    const view = async (...args: string[]): Promise<Record<string, unknown>> =>
      JSON.parse((await typed([...show, ...args], bank.database)).output) as Record<string, unknown>;
    const [now, second, january] = await Promise.all([
      view(),
      view('--at', '2'),
      view('--at', '2026-01-31', '--as', 'occurred'),
    ]);
    expect(now).toMatchObject({ version: 5, state: { state: { status: 'frozen', balanceMinor: 12_001 } } });
    expect(second).toMatchObject({ version: 2, state: { state: { balanceMinor: 12_500 } } });
    expect(january).toMatchObject({ version: 1, state: { aggregate: 'Account', state: { balanceMinor: 0 } } });
  });

  test('can be cut short by whoever reads them', async () => {
    const environment = { ...process.env, DATABASE_URL: bank.database.applicationUrl };
    const command = 'set -o pipefail; node dist/daybook.cli.js streams export --category account | head -n 1';
    const run = promisify(execFile)('bash', ['-c', command], { cwd: project, env: environment });
    const { stdout, stderr } = await run;
    expect(JSON.parse(stdout)).toMatchObject({ format: 'daybook-streams' });
    expect(stderr).not.toContain('EPIPE');
  });
});

describe('An import that is killed', () => {
  test('goes on when it is begun again, and then everything is there once', async () => {
    const [there, here] = [await createTestDatabase(), await createTestDatabase()];
    const client = new Client({ connectionString: here.url });
    await client.connect();
    const headOf = async (): Promise<number> => {
      const { rows } = await client.query<{ count: number }>('SELECT count(*)::int AS count FROM daybook.events');
      return rows[0]?.count ?? 0;
    };
    try {
      const [bank, file] = [join(folder, 'bank.csv'), join(folder, 'bank.jsonl')];
      await new ToolProcess('sample', ['bank', '--accounts', '50', '--rows', '4000', '--out', bank]).exit;
      expect(await new ToolProcess('import', ['bank', bank], there).exit).toBe(0);
      await typed(['streams', 'export', '--category', 'account', '--out', file], there);

      let kills = 0;
      for (const beyond of [0, 1_200, 2_400]) {
        const importing = new ToolProcess('daybook', ['streams', 'import', file], here);
        await importing.hasCome(async () => (await headOf()) > beyond);
        importing.signal('SIGKILL');
        if ((await importing.exit) === 'SIGKILL') kills += 1;
      }
      console.log(`An import of 4,050 events was killed ${kills} times; the last one left ${await headOf()} of them.`);
      expect(kills).toBeGreaterThan(0);

      expect(await typed(['streams', 'import', file], here)).toMatchObject({ code: 0 });
      const back = join(folder, 'back.jsonl');
      await typed(['streams', 'export', '--category', 'account', '--out', back], here);
      expect(await eventsOf(back)).toEqual(await eventsOf(file));
    } finally {
      await client.end();
      await there.drop();
      await here.drop();
    }
  });
});

describe('A new database', () => {
  test('is migrated by the owner, by command alone; until then every other command says so', async () => {
    const database = await createTestDatabase({ migrate: () => Promise.resolve() });
    const head = ['log', 'head', '--json'];
    expect(await daybook(head, database)).toMatchObject({
      code: 1,
      output: expect.stringContaining('daybook migrate'),
    });
    expect(await typed(['migrate', 'status'], database)).toMatchObject({ code: 1 });
    expect(await daybook(['migrate'], database)).toMatchObject({
      code: 0,
      output: expect.stringContaining(`Role "${database.applicationRole}" has what an application needs.`),
    });
    expect(await typed(['migrate', 'status'], database)).toMatchObject({ code: 0 });
    expect(await typed(head, database)).toEqual({ code: 0, output: '{"position":0}\n' });
    await database.drop();
  });

  test('need not be there for the script of its migrations', async () => {
    const settings = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' };
    const { code, output } = await daybook(['migrate', 'sql'], undefined, settings);
    expect(code).toBe(0);
    expect(output).toMatch(/^BEGIN;[^]*COMMIT;\n$/);
  });
});

test('The embedded database is operated also while Harbour runs on it', async () => {
  const settings = { HARBOUR_DATA_DIR: folder, DATABASE_URL: '', MIGRATION_DATABASE_URL: '' };
  expect(await daybook(['log', 'head'], undefined, settings)).toEqual({ code: 0, output: '0\n' });
  const harbour = new HarbourProcess(folder);
  const address = await harbour.address();
  await fetch(`${address}/accounts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ accountId: 'alice', ownerId: 'o-1', currency: 'EUR' }),
  });

  expect(await daybook(['log', 'head', '--json'], undefined, settings)).toEqual({
    code: 0,
    output: '{"position":1}\n',
  });
  const { code, output } = await daybook(['migrate'], undefined, settings);
  expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining('is up to date') });
  expect((await fetch(`${address}/accounts/alice`)).status).toBe(200);

  harbour.signal('SIGTERM');
  expect(await harbour.exit).toBe(0);
});

test('npm run daybook takes the arguments, and a wrong call ends with 2', async () => {
  const run = promisify(execFile)('npm', ['run', '--silent', 'daybook', '--', 'log', 'haed'], { cwd: project });
  await expect(run).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Did you mean daybook log head?'),
  });
});
