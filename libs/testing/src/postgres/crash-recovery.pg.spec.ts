import { chmod, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';

import { PostgresServer, type PostgresServerOptions } from './postgres-server.js';
import { removeServerFolder } from './server-folder.js';
import { serverProcesses } from './server-processes.js';

let folder: string;
const servers: PostgresServer[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daybook-crash-'));
  await chmod(folder, 0o755);
});

// After a failed test too, or all that follow fail with it.
afterEach(() => Promise.all(servers.splice(0).map((server) => server.stop())));

afterAll(() => removeServerFolder(folder));

test('a kill leaves no process, and the next start has what was committed', async () => {
  const server = await started();
  await run(server, 'CREATE TABLE kept AS SELECT 1 AS committed');
  const busy = new Client(server.url());
  busy.on('error', () => undefined);
  await busy.connect();
  // Works without waiting for anything, and so does not notice the death of its postmaster by itself.
  const endless = busy.query('SELECT count(*) FROM generate_series(1, 1e12)').catch((error: unknown) => error);
  await sleep(100);

  await server.kill();

  expect(server.pid).toBeUndefined();
  expect(await serverProcesses(server.dataFolder)).toEqual([]);
  expect(await endless).toBeInstanceOf(Error);
  await server.start();
  expect(await run(server, 'SELECT committed FROM kept')).toEqual([{ committed: 1 }]);
});

test('a supervised server comes back by itself on its port, each time that it is killed', async () => {
  const exits: unknown[] = [];
  let restarts = 0;
  const server = await started({ supervise: true, onExit: (exit) => exits.push(exit), onRestart: () => restarts++ });
  const { port } = server;
  for (let round = 1; round <= 3; round++) {
    process.kill(server.pid!, 'SIGKILL');
    await until(() => restarts === round);
    expect(server.port).toBe(port);
    await run(server, 'SELECT 1');
  }
  expect(exits).toEqual(Array(3).fill({ code: null, signal: 'SIGKILL' }));
});

test('a supervised server stays down when it is stopped, also in the middle of coming back', async () => {
  const server = await started({ supervise: true });
  process.kill(server.pid!, 'SIGKILL');
  await until(() => server.pid === undefined);

  await server.stop();
  await sleep(300);

  expect(await serverProcesses(server.dataFolder)).toEqual([]);
});

test('a server that its owner left running is ended in order by the next start: there are never two', async () => {
  const owner = await started();
  const left = owner.pid!;
  await owner.leave();
  expect(await serverProcesses(owner.dataFolder)).toContain(left);

  const server = await started();

  expect(await serverProcesses(server.dataFolder)).not.toContain(left);
  expect(await run(server, 'SELECT committed FROM kept')).toEqual([{ committed: 1 }]);
});

test('a server that was left running and hangs does not stop the next start', async () => {
  const owner = await started();
  const left = await serverProcesses(owner.dataFolder);
  await owner.leave();
  // The children of a postmaster that was killed hold its memory, and a stopped one does not notice that it died.
  for (const pid of left.filter((one) => one !== left[0])) process.kill(pid, 'SIGSTOP');
  process.kill(left[0]!, 'SIGKILL');

  const server = await started();

  expect(await run(server, 'SELECT committed FROM kept')).toEqual([{ committed: 1 }]);
});

test('a stale lock file that names a living process of somebody else does not stop the next start', async () => {
  const stopped = await started();
  await stopped.stop();
  const lines = [process.pid, stopped.dataFolder, 1, stopped.port, '', '127.0.0.1', '', 'ready'];
  await writeFile(join(stopped.dataFolder, 'postmaster.pid'), `${lines.join('\n')}\n`);

  const server = await started();
  expect(server.pid).not.toBe(process.pid);
});

test('data that an interrupted start left half made are made anew', async () => {
  const place = join(folder, 'interrupted');
  await mkdir(join(place, 'data.01234567', 'base'), { recursive: true });
  await chmod(place, 0o755);

  const server = await started({ folder: place });
  expect(await run(server, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

async function started(options: Partial<PostgresServerOptions> = {}): Promise<PostgresServer> {
  const server = new PostgresServer({ folder, ...options });
  servers.push(server);
  await server.start();
  return server;
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(1);
}

async function run(server: PostgresServer, statement: string): Promise<unknown[]> {
  const client = new Client(server.url());
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(statement);
    return rows;
  } finally {
    await client.end();
  }
}
