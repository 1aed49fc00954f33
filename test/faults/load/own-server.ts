import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '@daybook/event-store';
import { PostgresServer } from '@daybook/testing';
import { removeServerFolder } from '@daybook/testing/postgres';
import { openDataSource } from './opened-store.js';
import { runOn } from './run-on.js';

/** A durable server of a test's own, which it may kill, stop and fill up, with a migrated database on it. */
export interface OwnServer {
  readonly server: PostgresServer;
  /** As the owner of the tables. */
  readonly url: string;
  /** As a role with the privileges of an application. */
  readonly applicationUrl: string;
  readonly applicationRole: string;
  /** Runs statements one after another as the superuser, each by itself. */
  run(...statements: readonly string[]): Promise<readonly Record<string, unknown>[]>;
  close(): Promise<void>;
}

export interface OwnServerOptions {
  /** Settings of the server, as `max_connections=50`. */
  readonly settings?: readonly string[];
  /** Whether it is started again when it dies. Default true. */
  readonly supervise?: boolean;
  /** Called before the data are migrated, with the server running. */
  readonly prepare?: (server: PostgresServer, url: string) => Promise<void>;
}

const applicationRole = 'faults_application';
const database = 'faults';

export async function startOwnServer(options: OwnServerOptions = {}): Promise<OwnServer> {
  const { settings = [], supervise = true, prepare } = options;
  // By this name a later run finds and removes what a killed one has left.
  const folder = await mkdtemp(join(tmpdir(), `daybook-test-${process.pid}-`));
  await chmod(folder, 0o755);
  const postgresFlags = settings.flatMap((setting) => ['-c', setting]);
  const server = new PostgresServer({ folder, supervise, postgresFlags });
  const close = async (): Promise<void> => {
    await server.stop('immediate');
    await removeServerFolder(folder);
  };
  try {
    await server.start();
    await runOn(server.url(), [
      `CREATE ROLE ${applicationRole} LOGIN PASSWORD 'faults'`,
      `CREATE DATABASE ${database}`,
    ]);
    const url = server.url(database);
    await prepare?.(server, url);
    const dataSource = await openDataSource(url, { poolSize: 1 });
    await migrate({ dataSource, applicationRole }).finally(() => dataSource.destroy());
    const applicationUrl = server.url(database, applicationRole, 'faults');
    return { server, url, applicationUrl, applicationRole, run: (...statements) => runOn(url, statements), close };
  } catch (error) {
    await close();
    throw error;
  }
}
