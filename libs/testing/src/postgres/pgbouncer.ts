import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { PgBouncerUnavailable } from './pgbouncer-unavailable.error.js';
import { settingsOf, usersOf, type PgBouncerOptions } from './pgbouncer-settings.js';
import { serverAccount } from './server-account.js';
import { serverEnvironment } from './server-environment.js';
import { serverPort } from './server-port.js';

const pollMs = 10;
const readyWithinMs = 60_000;

// Debian keeps it where daemons are, which is not in everybody's PATH.
const searchPath = [process.env['PATH'] ?? '', '/usr/sbin', '/usr/local/sbin'].join(delimiter);

// It ends with its owner, even if that is killed: what the shell reads from has an end then.
const guarded =
  'pgbouncer "$0" >>"$1" 2>&1 & bouncer=$!; echo $bouncer; read -r _; kill -KILL $bouncer 2>/dev/null; wait $bouncer';

/**
 * A PgBouncer of one's own in front of a PostgreSQL server, for tests: many clients over few connections, and in the mode
 * `transaction` each transaction of a client by another process of the server. It runs as the system user `postgres`
 * when this process is root.
 *
 * @example
 * const pooler = await PgBouncer.before(database.applicationUrl, { poolSize: 3 });
 * const dataSource = new DataSource({ type: 'postgres', url: pooler.url });
 * await pooler.close();
 */
export class PgBouncer {
  private constructor(
    private readonly guard: ChildProcess,
    private readonly folder: string,
    /** The server's URL with the pooler in the server's place. */
    readonly url: string,
    /** Its process id. */
    readonly pid: number,
  ) {}

  /** Whether there is one to start: it is the one thing for tests that npm does not bring. */
  static get isInstalled(): boolean {
    return searchPath.split(delimiter).some((folder) => existsSync(join(folder, 'pgbouncer')));
  }

  /**
   * Starts one before the server of a URL, for the role of that URL and any database.
   *
   * @throws PgBouncerUnavailable
   */
  static async before(serverUrl: string, options: PgBouncerOptions = {}): Promise<PgBouncer> {
    // By this name a later run finds and removes what a killed one has left.
    const folder = await mkdtemp(join(tmpdir(), `daybook-test-${process.pid}-`));
    const port = await serverPort(folder);
    const guard = await startGuard(folder, { serverUrl, port, options });
    const pid = Number(String((await once(guard.stdout as Socket, 'data'))[0]));
    const url = new URL(serverUrl);
    url.hostname = '127.0.0.1';
    url.port = String(port);
    const pooler = new PgBouncer(guard, folder, url.href, pid);
    for (const part of [guard, guard.stdin as Socket, guard.stdout as Socket]) part.unref();
    const failure = await pooler.#whyNotReady(port);
    if (failure === undefined) return pooler;
    const log = await pooler.log();
    await pooler.close();
    throw new PgBouncerUnavailable(failure, log.trim());
  }

  /** A signal for the process itself: SIGSTOP and SIGCONT for one that is stuck, SIGKILL for one that is gone. */
  signal(name: NodeJS.Signals): void {
    process.kill(this.pid, name);
  }

  /** What it has written. */
  async log(): Promise<string> {
    return readFile(join(this.folder, 'log'), 'utf8');
  }

  /** Ends it, whoever is connected. */
  async close(): Promise<void> {
    const ended = this.guard.exitCode === null ? once(this.guard, 'exit') : undefined;
    this.guard.ref();
    this.guard.stdin?.end();
    await ended;
    await rm(this.folder, { recursive: true, force: true });
  }

  async #whyNotReady(port: number): Promise<string | undefined> {
    const deadline = performance.now() + readyWithinMs;
    while (performance.now() < deadline) {
      // Not looked for by its id: until the guard has looked at it, one that has ended counts as a process.
      if (/FATAL|not found/.test(await this.log())) return 'it ended at once';
      if (await answers(port)) return undefined;
      await sleep(pollMs);
    }
    return `it took no connections within ${readyWithinMs / 1000} s`;
  }
}

interface Start {
  readonly serverUrl: string;
  readonly port: number;
  readonly options: PgBouncerOptions;
}

async function startGuard(folder: string, { serverUrl, port, options }: Start): Promise<ChildProcess> {
  const account = await serverAccount(folder);
  const [settings, users, log] = ['settings', 'users', 'log'].map((name) => join(folder, name)) as [
    string,
    ...string[],
  ];
  const texts: readonly (readonly [path: string, text: string])[] = [
    [settings, settingsOf(serverUrl, { port, users: users as string }, options)],
    [users as string, usersOf(serverUrl)],
    [log as string, ''],
  ];
  await chmod(folder, 0o755);
  for (const [path, text] of texts) {
    await writeFile(path, text, { mode: 0o600 });
    if (account !== undefined) await chown(path, account.uid, account.gid);
  }
  return spawn('/bin/sh', ['-c', guarded, settings, log as string], {
    ...account,
    cwd: '/',
    env: { ...serverEnvironment, PATH: searchPath },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('error', () => resolve(false));
    socket.once('connect', () => resolve(true)).once('connect', () => socket.destroy());
  });
}
