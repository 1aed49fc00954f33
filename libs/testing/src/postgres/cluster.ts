import { randomBytes } from 'node:crypto';
import { chown, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import { PostgresNotStarted } from './postgres-not-started.error.js';
import type { ServerAccount } from './server-account.js';
import type { ServerBinaries } from './server-binaries.js';
import { serverEnvironment } from './server-environment.js';
import { runUndisturbed } from './undisturbed.js';

const passwordFile = 'daybook.password';

export interface ClusterOptions {
  readonly dataFolder: string;
  readonly account: ServerAccount | undefined;
  readonly binaries: ServerBinaries;
  /** false skips the flush to disk at the end. */
  readonly durable: boolean;
}

/**
 * The password of the superuser `postgres` of the data folder; makes the data first if there are none. They are made
 * beside their place and renamed, so that an interrupted start leaves no half of a database cluster behind.
 */
export async function clusterPassword(options: ClusterOptions): Promise<string> {
  const password = join(options.dataFolder, passwordFile);
  return readFile(password, 'utf8').catch(async () => {
    await makeCluster(options);
    return readFile(password, 'utf8');
  });
}

async function makeCluster({ dataFolder, account, binaries, durable }: ClusterOptions): Promise<void> {
  await removeDrafts(dataFolder);
  const draft = `${dataFolder}.${randomBytes(4).toString('hex')}`;
  const password = `${draft}.password`;
  await mkdir(draft, { mode: 0o700 });
  await writeFile(password, randomBytes(24).toString('base64url'), { mode: 0o600 });
  if (account !== undefined) {
    await Promise.all([draft, password].map((path) => chown(path, account.uid, account.gid)));
  }
  const complaint = await runUndisturbed(
    binaries.initdb,
    [
      ...['-D', draft, '-U', 'postgres', `--pwfile=${password}`, '--auth=scram-sha-256', '--encoding=UTF8'],
      // The default from 18 on.
      '--data-checksums',
      ...localeOf(binaries),
      ...(durable ? [] : ['--no-sync']),
    ],
    { cwd: '/', env: serverEnvironment, ...account },
  );
  if (complaint !== undefined) throw new PostgresNotStarted(dirname(dataFolder), 'initdb failed', complaint);
  await rename(password, join(draft, passwordFile));
  await rename(draft, dataFolder);
}

/** The order of texts is then the same on every machine, and independent of its libraries: that of their code points. */
function localeOf({ version }: ServerBinaries): readonly string[] {
  // Before 17 there is no UTF-8 but that of the machine's libraries; letters beyond ASCII then have no other case.
  return version < 17 ? ['--locale=C'] : ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
}

async function removeDrafts(dataFolder: string): Promise<void> {
  const entries = await readdir(dirname(dataFolder));
  const drafts = entries.filter((entry) => entry.startsWith(`${basename(dataFolder)}.`));
  await Promise.all(drafts.map((entry) => rm(join(dirname(dataFolder), entry), { recursive: true, force: true })));
}
