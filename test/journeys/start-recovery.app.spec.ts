import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { removeServerFolder } from '@daybook/testing/postgres';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { alive, eventually, HarbourProcess, isHealthy, processTree } from './harbour-process.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'harbour-'));
  await chmod(folder, 0o755);
});

afterAll(async () => {
  await HarbourProcess.killAll();
  await removeServerFolder(folder);
});

test('after a kill -9 of PostgreSQL Harbour is well again within 10 s, in the same process', async () => {
  const harbour = new HarbourProcess(folder);
  const address = await harbour.address();
  const killed = await harbour.postmasterPid();

  process.kill(killed!, 'SIGKILL');
  await eventually('PostgreSQL is back', async () => harbour.output.includes('takes connections again'), 60_000);
  await eventually('Harbour is healthy', () => isHealthy(address), 60_000);

  expect(harbour.output).toContain('PostgreSQL ended with SIGKILL');
  harbour.signal('SIGTERM');
  expect(await harbour.exit).toBe(0);
});

test('after a kill -9 of Harbour the next start ends the PostgreSQL that it left, and has all the data', async () => {
  const killed = new HarbourProcess(folder);
  await openAccount(await killed.address(), 'kept');
  const processes = await processTree(killed.pid);
  killed.signal('SIGKILL');
  await killed.exit;
  expect((await alive(processes)).length).toBeGreaterThan(0);

  const harbour = new HarbourProcess(folder);
  const address = await harbour.address();

  expect(await alive(processes)).toEqual([]);
  expect((await fetch(`${address}/accounts/kept`)).status).toBe(200);
  harbour.signal('SIGTERM');
  expect(await harbour.exit).toBe(0);
});

async function openAccount(address: string, accountId: string): Promise<void> {
  const { status } = await fetch(`${address}/accounts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ accountId, ownerId: 'customer-1', currency: 'EUR' }),
  });
  expect(status).toBe(201);
}
