import { execFile } from 'node:child_process';
import { chmod, cp, lstat, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { afterEach, beforeEach, expect, test } from '@jest/globals';

import { serverAccount } from './server-account.js';
import { installedPackage, serverBinaries } from './server-binaries.js';

const run = promisify(execFile);
const isRoot = process.getuid?.() === 0;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daybook-binaries-'));
  await chmod(folder, 0o755);
});

afterEach(async () => {
  await chmod(folder, 0o755);
  await chmod(join(folder, 'package', 'native', 'lib'), 0o755).catch(() => undefined);
  await rm(folder, { recursive: true, force: true });
});

test('a package installed without install scripts gets the links of its libraries, and its programs run', async () => {
  const installed = await packageWithoutLinks();
  const account = await serverAccount(folder);
  await chmod(join(installed, 'native', 'bin', 'postgres'), 0o644);

  const { postgres } = await serverBinaries(account, join(folder, 'spare'), installed);

  expect(postgres).toBe(join(installed, 'native', 'bin', 'postgres'));
  expect((await run(postgres, ['--version'], { cwd: '/', ...account })).stdout).toContain('PostgreSQL');
});

test('a package that cannot be reached or mended is copied to where it can', async () => {
  const installed = await packageWithoutLinks();
  const account = await serverAccount(folder);
  await chmod(isRoot ? folder : join(installed, 'native', 'lib'), isRoot ? 0o700 : 0o555);
  const spare = await mkdtemp(join(tmpdir(), 'daybook-spare-'));

  const { postgres } = await serverBinaries(account, spare, installed);

  expect(postgres.startsWith(isRoot ? '/var/lib/daybook/binaries/' : spare)).toBe(true);
  expect((await run(postgres, ['--version'], { cwd: '/', ...account })).stdout).toContain('PostgreSQL');
  await rm(spare, { recursive: true });
});

test('an installation of PostgreSQL is taken as it is, and its version known', async () => {
  const account = await serverAccount(folder);
  const installed = await packageWithoutLinks();
  await serverBinaries(account, join(folder, 'spare'), installed);

  const { postgres, version } = await serverBinaries(account, join(folder, 'spare'), join(installed, 'native'));

  expect(postgres).toBe(join(installed, 'native', 'bin', 'postgres'));
  expect((await run(postgres, ['--version'], { cwd: '/', ...account })).stdout).toContain(`(PostgreSQL) ${version}.`);
});

test('a folder without PostgreSQL is refused', async () => {
  const account = await serverAccount(folder);
  await expect(serverBinaries(account, join(folder, 'spare'), join(folder, 'package'))).rejects.toMatchObject({
    code: 'postgres-unavailable',
    reason: expect.stringContaining(join(folder, 'package')),
  });
});

/** What npm leaves when install scripts are switched off. */
async function packageWithoutLinks(): Promise<string> {
  const copy = join(folder, 'package');
  await cp(installedPackage(), copy, {
    recursive: true,
    filter: async (source) => !source.endsWith('.a') && !(await lstat(source)).isSymbolicLink(),
  });
  return copy;
}
