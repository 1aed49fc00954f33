import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PostgresServer } from '@daybook/testing';
import { removeServerFolder, standbyOf } from '@daybook/testing/postgres';
import { Client } from 'pg';
import type { Closeable } from '../load/closing.js';
import { type OwnServer, startOwnServer } from '../load/own-server.js';
import { MovingAddress } from './moving-address.js';

/** Which of the standbys: the one for which each commit waits, or the one that follows when it can. */
export type StandbyName = 'synchronous' | 'asynchronous';

interface Standby {
  readonly server: PostgresServer;
  readonly folder: string;
}

/** A primary with two standbys, behind an address that leads to whichever of them is the primary. */
export class ReplicatedServers implements Closeable {
  readonly #standbys = new Map<StandbyName, Standby>();

  private constructor(
    readonly primary: OwnServer,
    private readonly address: MovingAddress,
  ) {}

  /** @param prepare done on the primary before there are standbys */
  static async start(prepare: (primary: OwnServer) => Promise<void>): Promise<ReplicatedServers> {
    const primary = await startOwnServer({ supervise: false });
    const servers = new ReplicatedServers(primary, await MovingAddress.before(primary.applicationUrl));
    try {
      await prepare(primary);
      for (const name of ['synchronous', 'asynchronous'] as const) await servers.#follow(name);
      await servers.#waitForStandbys();
      return servers;
    } catch (error) {
      await servers.close();
      throw error;
    }
  }

  /** Where clients find the primary, in the role of an application. */
  get applicationUrl(): string {
    return this.address.url;
  }

  /** The database as the owner of its tables has it on a standby. */
  urlOn(name: StandbyName): string {
    const url = new URL(this.primary.url);
    url.port = String(this.#standbys.get(name)?.server.port);
    return url.href;
  }

  /** Waits until a standby has all that the primary has written by now. */
  async caughtUp(name: StandbyName): Promise<void> {
    const [written] = await this.primary.run('SELECT pg_current_wal_flush_lsn()::text AS lsn');
    const received = `SELECT WHERE pg_last_wal_receive_lsn() >= '${String(written?.['lsn'])}'`;
    await until(async () => (await ask(this.urlOn(name), received)) === 1);
  }

  /** From now on nothing that the primary writes reaches a standby. */
  async cutOff(name: StandbyName): Promise<void> {
    const url = this.urlOn(name);
    await ask(url, `ALTER SYSTEM SET primary_conninfo = ''`);
    await ask(url, 'SELECT pg_reload_conf()');
    await until(async () => (await ask(url, 'SELECT FROM pg_stat_wal_receiver')) === 0);
  }

  /** The primary is gone, and a standby takes its place. */
  async failOver(name: StandbyName): Promise<void> {
    await this.primary.server.kill();
    await ask(this.urlOn(name), 'SELECT pg_promote()');
    this.address.moveTo(this.urlOn(name));
  }

  async close(): Promise<void> {
    await this.address.close();
    for (const { server, folder } of this.#standbys.values()) {
      await server.stop('immediate');
      await removeServerFolder(folder);
    }
    await this.primary.close();
  }

  async #follow(name: StandbyName): Promise<void> {
    // By this name a later run finds and removes what a killed one has left.
    const folder = await mkdtemp(join(tmpdir(), `daybook-test-${process.pid}-`));
    await chmod(folder, 0o755);
    // Nobody kills it, and the machine's crash is not what is tried.
    this.#standbys.set(name, {
      server: await standbyOf(this.primary.server, { folder, name, durable: false }),
      folder,
    });
  }

  /** Each commit waits for the one of them from now on. */
  async #waitForStandbys(): Promise<void> {
    const { primary } = this;
    await primary.run(`ALTER SYSTEM SET synchronous_standby_names = 'synchronous'`, 'SELECT pg_reload_conf()');
    const streaming = `SELECT FROM pg_stat_replication WHERE state = 'streaming'
      AND sync_state = CASE application_name WHEN 'synchronous' THEN 'sync' ELSE 'async' END`;
    await until(async () => (await primary.run(streaming)).length === 2);
  }
}

async function ask(url: string, text: string): Promise<number> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rowCount ?? 0;
  } finally {
    await client.end();
  }
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 3_000; tries++) {
    if (await holds()) return;
    await sleep(10);
  }
  throw new Error('The standbys are not as they should be.');
}
