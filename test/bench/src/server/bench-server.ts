import { resolve } from 'node:path';
import { PostgresServer, removeServerFolder } from '@daybook/testing/postgres';
import pg from 'pg';

/** How the server is configured: as PostgreSQL comes, durable; only more connections, because nobody shares a pool. */
export const serverConfiguration =
  'defaults of PostgreSQL (fsync, synchronous_commit and full_page_writes on), max_connections 300';

/** Connections of each contestant's pool. */
export const poolSize = 64;

/** A PostgreSQL server of the benchmark's own, with nothing in it, that leaves nothing behind. */
export class BenchServer {
  readonly #server: PostgresServer;
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = resolve(folder);
    this.#server = new PostgresServer({ folder: this.#folder, postgresFlags: ['-c', 'max_connections=300'] });
  }

  async start(): Promise<void> {
    await removeServerFolder(this.#folder);
    await this.#server.start();
  }

  async stop(): Promise<void> {
    await this.#server.stop();
    await removeServerFolder(this.#folder);
  }

  /** Only tells it to stop: for signals. */
  signalStop(): void {
    this.#server.signalStop('immediate');
  }

  /** A new database; its address. */
  async database(name: string): Promise<string> {
    await this.execute(`CREATE DATABASE ${name}`);
    return this.#server.url(name);
  }

  async version(): Promise<string> {
    return String(await this.execute('SHOW server_version'));
  }

  /** Runs one statement on the server itself; the first value that it answers. */
  async execute(statement: string): Promise<unknown> {
    const client = new pg.Client({ connectionString: this.#server.url() });
    await client.connect();
    try {
      const { rows } = await client.query<unknown[]>({ text: statement, rowMode: 'array' });
      return rows[0]?.[0];
    } finally {
      await client.end();
    }
  }
}
