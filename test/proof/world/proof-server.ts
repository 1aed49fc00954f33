import { chmod } from 'node:fs/promises';
import { migrate } from '@daybook/event-store';
import { PgBouncer, PostgresServer } from '@daybook/testing/postgres';
import { openDataSource } from '../../faults/load/opened-store.js';
import { runOn } from '../../faults/load/run-on.js';
import { applyVariants, type SqlVariant } from '../../faults/wrong-builds/sql-variant.js';
import { LogOnSmallDisk } from './log-on-small-disk.js';
import { pausedInserts } from './paused-inserts.js';

const flags = [
  'synchronous_commit=on',
  // By which the checker sees that commits came in another order than positions.
  'track_commit_timestamp=on',
  'max_prepared_transactions=20',
  'max_connections=300',
].flatMap((setting) => ['-c', setting]);

/** With which its own log finds room on a small disk, as long as that has some. */
const littleLog = ['min_wal_size=32MB', 'max_wal_size=32MB', 'checkpoint_timeout=30s'].flatMap((one) => ['-c', one]);

const poolerSettings = {
  // Refused otherwise, as everything that would be a session's.
  ignore_startup_parameters: 'options',
  // A server that was killed is back sooner than after the 15 s for which it would not look.
  server_login_retry: 1,
};

const role = 'proof_application';
const schema = 'daybook';

/** The server of a run, and what is on it. */
export interface ProofServer {
  readonly server: PostgresServer;
  /** The databases as a superuser. */
  readonly urls: { readonly proof: string; readonly other: string };
  /** The database under proof as the role that owns all in it, and is no superuser; through the pooler if there is one. */
  readonly applicationUrl: string;
  /** Where its own log is, where it was asked to run out of room, and can. */
  readonly smallLog: LogOnSmallDisk | undefined;
  /** Stops it, and leaves its data behind. */
  close(): Promise<void>;
}

export interface ProofServerOptions {
  /** Where its data go, and the history beside them. */
  readonly folder: string;
  /** The folder of a platform's package with the binaries. */
  readonly postgres?: string | undefined;
  /** What a wrong build does otherwise in the database. */
  readonly sql?: readonly SqlVariant[] | undefined;
  /** Whether it is to run out of room. */
  readonly fills: boolean;
  /** Whether a pgbouncer in transaction mode stands before it. Default false. */
  readonly pooler?: boolean | undefined;
}

/** Starts a durable server, with a migrated database and another one beside it. */
export async function startProofServer(options: ProofServerOptions): Promise<ProofServer> {
  const { folder, postgres, sql = [], fills, pooler: isPooled = false } = options;
  // The server may run as another user, who steps through.
  await chmod(folder, 0o755);
  const server = new PostgresServer({
    folder,
    supervise: true,
    postgresFlags: [...flags, ...(fills ? littleLog : [])],
    ...(postgres !== undefined && { binaries: postgres }),
  });
  let smallLog: LogOnSmallDisk | undefined;
  let pooler: PgBouncer | undefined;
  const close = async (): Promise<void> => {
    await pooler?.close();
    await server.stop();
    await smallLog?.close();
  };
  try {
    await server.start();
    if (fills) smallLog = await LogOnSmallDisk.of(server);
    const { urls, applicationUrl } = await filled(server, sql);
    if (isPooled) pooler = await PgBouncer.before(applicationUrl, { poolSize: 20, settings: poolerSettings });
    return { server, urls, applicationUrl: pooler?.url ?? applicationUrl, smallLog, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function filled(
  server: PostgresServer,
  sql: readonly SqlVariant[],
): Promise<Pick<ProofServer, 'urls' | 'applicationUrl'>> {
  await runOn(server.url(), [
    `CREATE ROLE ${role} LOGIN PASSWORD 'proof'`,
    // As whom its processes migrate, too, and make the tables of their read models.
    `CREATE DATABASE proof OWNER ${role}`,
    'CREATE DATABASE other',
  ]);
  const urls = { proof: server.url('proof'), other: server.url('other') };
  const applicationUrl = server.url('proof', role, 'proof');
  const dataSource = await openDataSource(applicationUrl, { poolSize: 1 });
  await migrate({ dataSource, schema }).finally(() => dataSource.destroy());
  await applyVariants(applicationUrl, schema, sql);
  await runOn(applicationUrl, [
    // Nothing in it hinders who writes twice.
    `CREATE TABLE public.proof_entries (
       serial bigserial, position bigint, event_id uuid, stream text, version bigint, worker text
     )`,
    ...pausedInserts,
  ]);
  return { urls, applicationUrl };
}
