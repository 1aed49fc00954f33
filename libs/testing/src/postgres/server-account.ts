import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';

import { PostgresUnavailable } from './postgres-unavailable.error.js';

const run = promisify(execFile);

/** The system user that the server runs as. */
export interface ServerAccount {
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root: started by root it runs as the user that owns the data already, else as the
 * system user `postgres`, which is created where it is missing.
 *
 * @returns undefined when this process is not root: the server then runs as the same user
 * @throws PostgresUnavailable when the user is missing and cannot be created
 */
export async function serverAccount(dataFolder: string): Promise<ServerAccount | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await stat(dataFolder).catch(() => undefined);
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return (await findAccount()) ?? (await createAccount());
}

async function findAccount(): Promise<ServerAccount | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', 'postgres']), run('id', ['-g', 'postgres'])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

async function createAccount(): Promise<ServerAccount> {
  const reasons: unknown[] = [];
  for (const [command, ...args] of [
    ['useradd', '--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'],
    ['adduser', '--system', '--group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'],
  ] as const) {
    await run(command, args).catch((reason: unknown) => reasons.push(reason));
    // Asked again even after a failure: another process may have created the user in the same moment.
    const account = await findAccount();
    if (account !== undefined) return account;
  }
  throw new PostgresUnavailable(
    'it does not run as root, and the system user postgres is missing and could not be created',
    { cause: new AggregateError(reasons) },
  );
}
