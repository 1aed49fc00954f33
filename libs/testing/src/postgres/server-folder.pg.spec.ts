import { chmod, mkdtemp, readlink, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { expect, test } from '@jest/globals';

import { PostgresServer } from './postgres-server.js';
import { sharedFolder } from './reachable.js';
import { removeServerFolder } from './server-folder.js';

const isRoot = process.getuid?.() === 0;

test('data of a folder that is closed to the server’s user lie elsewhere, and are removed with it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'daybook-closed-'));
  await chmod(folder, 0o700);
  const server = new PostgresServer({ folder, durable: false });
  await server.start();
  const { dataFolder } = server;

  // Only root runs the server as somebody else, who then needs another place.
  expect(dirname(dirname(dataFolder)) === sharedFolder).toBe(isRoot);
  if (isRoot) expect(await readlink(join(folder, 'data'))).toBe(dataFolder);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  await server.stop();

  await removeServerFolder(folder);
  await expect(stat(dataFolder)).rejects.toThrow('ENOENT');
  await expect(stat(folder)).rejects.toThrow('ENOENT');
});
