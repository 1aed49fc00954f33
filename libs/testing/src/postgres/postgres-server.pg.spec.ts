import { chmod, mkdtemp, readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';

import { FolderInUse } from './folder-in-use.error.js';
import { PostgresNotStarted } from './postgres-not-started.error.js';
import { PostgresServer, type PostgresServerOptions } from './postgres-server.js';
import { removeServerFolder } from './server-folder.js';
import { serverProcesses } from './server-processes.js';

let folder: string;
const servers: PostgresServer[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daybook-server-'));
  await chmod(folder, 0o755);
});

// After a failed test too, or all that follow fail with it.
afterEach(() => Promise.all(servers.splice(0).map((server) => server.stop())));

afterAll(() => removeServerFolder(folder));

test('it starts with data of its own, answers, and stops without leaving a process', async () => {
  const server = await started();
  expect(await ask(server, 'SHOW server_version')).toMatch(/^(1[4-9]|[2-9]\d)\./);
  expect(await ask(server, 'SHOW data_checksums')).toBe('on');
  expect(await ask(server, 'SHOW server_encoding')).toBe('UTF8');

  await server.stop();

  expect(server.pid).toBeUndefined();
  expect(await serverProcesses(server.dataFolder)).toEqual([]);
});

test('durable is the default, and its opposite turns the flushing to disk off', async () => {
  const durable = await started({ durable: true });
  expect(await ask(durable, "SELECT current_setting('fsync') || current_setting('synchronous_commit')")).toBe('onon');
  await durable.stop();

  const quick = await started({ durable: false });
  expect(await ask(quick, "SELECT current_setting('fsync') || current_setting('synchronous_commit')")).toBe('offon');
});

test('the caller’s flags come last, so that they win', async () => {
  const server = await started({ postgresFlags: ['-c', 'max_connections=17'] });
  expect(await ask(server, 'SHOW max_connections')).toBe('17');
});

test('the caller’s environment does not reach it', async () => {
  process.env.PGPORT = '1';
  process.env.PGDATA = '/nowhere';
  const server = await started();
  delete process.env.PGPORT;
  delete process.env.PGDATA;
  expect(await ask(server, 'SHOW port')).toBe(String(server.port));
});

test('it keeps its port from start to start, and moves when another program has taken it', async () => {
  const first = await started();
  const { port } = first;
  expect(port).not.toBe(5432);
  await first.stop();

  const second = await started();
  expect(second.port).toBe(port);
  await second.stop();

  const occupant = createServer().listen(port, '127.0.0.1');
  const moved = await started();
  occupant.close();
  expect(moved.port).not.toBe(port);
  expect(await ask(moved, 'SELECT 1')).toBe(1);
});

test('it listens on the loopback address alone, and wants a password', async () => {
  const server = await started();
  const outside = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal }) => !internal);
  for (const { address } of outside) {
    await expect(
      answer(server.url().replace('127.0.0.1', address.includes(':') ? `[${address}]` : address)),
    ).rejects.toThrow();
  }
  await expect(answer(server.url('postgres', 'postgres', 'guessed'))).rejects.toThrow('password authentication failed');
  expect((await stat(join(server.dataFolder, 'daybook.password'))).mode & 0o077).toBe(0);
});

test('a restart keeps port and data, whatever the mode of the shutdown', async () => {
  const server = await started({ durable: true });
  const { port, pid } = server;
  await ask(server, 'CREATE TABLE kept AS SELECT 42 AS answer');

  await server.restart('immediate');

  expect([server.port, server.pid === pid]).toEqual([port, false]);
  expect(await ask(server, 'SELECT answer FROM kept')).toBe(42);
});

test('of two owners that start at once, one has the server and the other is told who', async () => {
  const servers = [new PostgresServer({ folder, durable: false }), new PostgresServer({ folder, durable: false })];
  const starts = await Promise.allSettled(servers.map((server) => server.start()));

  const refusals = starts.flatMap((start) => (start.status === 'rejected' ? [start.reason as unknown] : []));
  expect(refusals).toEqual([expect.any(FolderInUse)]);
  expect((refusals[0] as FolderInUse).ownerPid).toBe(process.pid);
  await Promise.all(servers.map((server) => server.stop()));
});

test('a start that fails says what the server said, and gives the folder up', async () => {
  const failing = new PostgresServer({ folder, postgresFlags: ['-c', 'no_such_setting=1'] });
  await expect(failing.start()).rejects.toThrow('no_such_setting');
  await expect(failing.start()).rejects.toBeInstanceOf(PostgresNotStarted);

  const server = await started();
  expect(await ask(server, 'SELECT 1')).toBe(1);
  expect(await readFile(join(folder, 'server.log'), 'utf8')).toContain('no_such_setting');
});

async function started(options: Partial<PostgresServerOptions> = {}): Promise<PostgresServer> {
  const server = new PostgresServer({ folder, durable: false, ...options });
  servers.push(server);
  await server.start();
  return server;
}

function ask(server: PostgresServer, statement: string): Promise<unknown> {
  return answer(server.url(), statement);
}

async function answer(url: string, statement = 'SELECT 1'): Promise<unknown> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(statement);
    return Object.values(rows[0] ?? {})[0];
  } finally {
    await client.end();
  }
}
