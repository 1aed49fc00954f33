import { spawn, type ChildProcess } from 'node:child_process';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { readLockFile } from './lock-file.js';
import { PostgresNotStarted } from './postgres-not-started.error.js';
import type { ServerAccount } from './server-account.js';
import { serverEnvironment } from './server-environment.js';
import { serverMark } from './server-processes.js';

const pollMs = 10;
// Recovery after a crash under load replays the log since the last checkpoint before it takes connections.
const readyWithinMs = 120_000;

/** How a postmaster ended: by itself with a code, or by a signal. */
export interface PostmasterExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A running postmaster, the root of a server's processes. */
export interface Postmaster {
  readonly pid: number;
  /** Settles when the process has ended; never rejects. Alone it keeps no program running. */
  readonly exited: Promise<PostmasterExit>;
  /** `exited`, for a caller who has nothing else to do: keeps the program running until then. */
  ended(): Promise<PostmasterExit>;
}

export interface PostmasterOptions {
  readonly postgres: string;
  readonly account: ServerAccount | undefined;
  readonly dataFolder: string;
  readonly port: number;
  readonly flags: readonly string[];
  readonly logFile: string;
}

/**
 * Starts a postmaster and waits until it takes connections. It leads a process group of its own, so that the Ctrl-C
 * of a terminal reaches its owner alone, who then stops it when the last connection has done its work; its log is a
 * file, because a pipe would break with the owner.
 *
 * @throws PostgresNotStarted with the log of this start
 */
export async function startPostmaster(options: PostmasterOptions): Promise<Postmaster> {
  const { dataFolder, logFile } = options;
  const log = await open(logFile, 'a', 0o600);
  const logStart = (await log.stat()).size;
  const child = spawn(options.postgres, serverArguments(options), {
    ...options.account,
    cwd: '/',
    env: serverEnvironment,
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  const exited = exitOf(child);
  await log.close();
  child.unref();
  const ended = () => {
    child.ref();
    return exited;
  };
  const { pid } = child;
  const failure = pid === undefined ? 'it could not be run' : await whyNotReady(dataFolder, pid, exited);
  if (pid !== undefined && failure === undefined) return { pid, exited, ended };
  child.kill('SIGQUIT');
  await ended();
  throw new PostgresNotStarted(dirname(dataFolder), failure ?? '', await textFrom(logFile, logStart));
}

function serverArguments({ dataFolder, port, flags }: PostmasterOptions): readonly string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    cluster_name: serverMark(dataFolder),
    // Recovery first flushes all the data: file by file that took up to 3 s where one call takes 0.1 s.
    ...(process.platform === 'linux' ? { recovery_init_sync_method: 'syncfs' } : {}),
  };
  const own = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return ['-D', dataFolder, '-p', String(port), ...own, ...flags];
}

function exitOf(child: ChildProcess): Promise<PostmasterExit> {
  return new Promise((resolve) => {
    child.once('error', () => resolve({ code: null, signal: null }));
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
}

async function whyNotReady(
  dataFolder: string,
  pid: number,
  exited: Promise<PostmasterExit>,
): Promise<string | undefined> {
  let exit: PostmasterExit | undefined;
  void exited.then((how) => (exit = how));
  const deadline = performance.now() + readyWithinMs;
  while (performance.now() < deadline) {
    const lock = await readLockFile(dataFolder);
    if (exit !== undefined) return `it ended with ${exit.signal ?? `code ${exit.code}`}`;
    if (lock?.pid === pid && lock.ready) return undefined;
    await sleep(pollMs);
  }
  return `it took no connections within ${readyWithinMs / 1000} s`;
}

async function textFrom(file: string, start: number): Promise<string> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(4096), position: start });
    return buffer.toString('utf8', 0, bytesRead).trim();
  } finally {
    await handle.close();
  }
}
