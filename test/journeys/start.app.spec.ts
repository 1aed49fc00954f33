import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readdir } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createTestDatabase } from '@daybook/testing';
import { removeServerFolder } from '@daybook/testing/postgres';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { alive, eventually, HarbourProcess, processTree } from './harbour-process.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'harbour-'));
  await chmod(folder, 0o755);
});

afterAll(async () => {
  await HarbourProcess.killAll();
  await removeServerFolder(folder);
});

test('a start prints where the API, its page and its health are, and they answer', async () => {
  const harbour = new HarbourProcess(folder);
  const address = await harbour.address();

  expect(harbour.output).toContain(`${address}/docs `);
  expect(harbour.output).toContain(`${address}/docs-json`);
  expect(harbour.output).toContain(`${address}/health`);
  expect(harbour.output).toMatch(/curl .*accounts/);
  expect(harbour.output).toContain('npm run import -- bank');
  for (const page of ['/docs', '/docs-json', '/health']) expect((await fetch(address + page)).status).toBe(200);

  harbour.signal('SIGTERM');
  expect(await harbour.exit).toBe(0);
});

test('Ctrl-C in a terminal ends Harbour with code 0, then its PostgreSQL in order, and leaves no process', async () => {
  const harbour = new HarbourProcess(folder);
  await harbour.address();
  const processes = await processTree(harbour.pid);
  expect(processes.length).toBeGreaterThan(5);

  harbour.interrupt();

  expect(await harbour.exit).toBe(0);
  expect(await alive(processes)).toEqual([]);
  expect(await harbour.serverLog()).toMatch(
    /received fast shutdown request(?!.*received)[^]*database system is shut down\n$/,
  );
});

test('Ctrl-C while the data are being made is obeyed as soon as they are', async () => {
  const fresh = join(folder, 'fresh');
  const harbour = new HarbourProcess(fresh);
  await eventually('the data are being made', async () => hasDraft(join(fresh, 'postgres')), 60_000);
  const processes = await processTree(harbour.pid);

  harbour.interrupt();

  expect(await harbour.exit).toBe(0);
  expect(harbour.output).toBe('');
  expect(await alive(processes)).toEqual([]);
  expect(await harbour.serverLog()).toMatch(/database system is shut down\n$/);
});

test('SIGTERM to npm alone reaches Harbour, and leaves no process', async () => {
  const harbour = new HarbourProcess(folder, {}, ['npm', 'start']);
  await harbour.address();
  const processes = await processTree(harbour.pid);

  harbour.signal('SIGTERM');

  expect(await harbour.exit).toBe(0);
  expect(await alive(processes)).toEqual([]);
});

test('a second start in the same folder names the first one, exits with 1, and does it no harm', async () => {
  const first = new HarbourProcess(folder);
  const address = await first.address();

  const second = new HarbourProcess(folder);

  expect(await second.exit).toBe(1);
  expect(second.output).toContain(`in use by process ${first.pid}`);
  expect((await fetch(`${address}/health`)).status).toBe(200);
  first.signal('SIGTERM');
  expect(await first.exit).toBe(0);
});

test('a start on a taken HTTP port says so, exits with 1, and leaves no PostgreSQL behind', async () => {
  const occupant = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => occupant.once('listening', resolve));
  const { port } = occupant.address() as AddressInfo;

  const harbour = new HarbourProcess(folder, { PORT: String(port) });

  expect(await harbour.exit).toBe(1);
  expect(harbour.output).toContain(`Port ${port} is taken`);
  expect(await harbour.serverLog()).toMatch(/database system is shut down\n$/);
  occupant.close();
});

test('DATABASE_URL replaces the embedded server', async () => {
  const database = await createTestDatabase({ migrate: () => Promise.resolve() });
  const unused = join(folder, 'unused');
  const environment = { MIGRATION_DATABASE_URL: database.url, DATABASE_URL: database.applicationUrl };
  const harbour = new HarbourProcess(unused, environment);
  expect((await fetch(`${await harbour.address()}/health`)).status).toBe(200);
  expect(existsSync(unused)).toBe(false);

  harbour.signal('SIGTERM');
  expect(await harbour.exit).toBe(0);
  await database.drop();
});

test('a DATABASE_URL at which nobody answers is named, and the exit code is 1', async () => {
  const harbour = new HarbourProcess(folder, { DATABASE_URL: 'postgres://user:secret@127.0.0.1:1/none' });
  expect(await harbour.exit).toBe(1);
  expect(harbour.output).toContain('Is the address in DATABASE_URL right?');
  expect(harbour.output).not.toContain('secret');
});

test('a DATABASE_URL that is no address is named, and an empty one counts as none', async () => {
  const harbour = new HarbourProcess(folder, { DATABASE_URL: 'localhost/secret' });
  expect(await harbour.exit).toBe(1);
  expect(harbour.output).toContain('is no address');
  expect(harbour.output).not.toContain('secret');

  const embedded = new HarbourProcess(folder, { DATABASE_URL: '', MIGRATION_DATABASE_URL: '' });
  expect((await fetch(`${await embedded.address()}/health`)).status).toBe(200);
  embedded.signal('SIGTERM');
  expect(await embedded.exit).toBe(0);
});

async function hasDraft(place: string): Promise<boolean> {
  return (await readdir(place).catch(() => [])).some((entry) => entry.startsWith('data.'));
}
