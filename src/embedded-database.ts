import { createHmac } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { FolderInUse, PostgresServer } from '@daybook/testing/postgres';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';

import { migrateDatabase } from './migrate-database.js';
import { embeddedApplicationRole, type OpenDatabase } from './open-database.js';

const defaultFolder = fileURLToPath(new URL('../.daybook', import.meta.url));
const ownerRole = 'harbour_owner';
const joinWithinMs = 30_000;
const pollMs = 100;

/** A PostgreSQL of Harbour's own, for trying and developing: its data in a folder, alive as long as its owner is. */
export class EmbeddedDatabase {
  readonly #urlFile: string;
  readonly #server: PostgresServer;

  /** @param folder default `.daybook` in the project */
  constructor(folder: string = defaultFolder) {
    this.#urlFile = join(folder, 'database-url');
    this.#server = new PostgresServer({
      folder: join(folder, 'postgres'),
      supervise: true,
      onExit: ({ code, signal }) =>
        console.warn(`PostgreSQL ended with ${signal ?? `code ${code}`}; starting it again.`),
      onRestart: () => console.warn('PostgreSQL takes connections again.'),
    });
  }

  /**
   * Starts the server, and prepares database and roles.
   *
   * @param migrates whether the schema is brought up to this release
   * @throws FolderInUse when another Harbour runs in the folder
   */
  async start({ migrates = true } = {}): Promise<OpenDatabase> {
    await this.#server.start();
    try {
      await this.#makeRolesAndDatabase();
      const urls = { url: this.#urlAs(embeddedApplicationRole), ownerUrl: this.#urlAs(ownerRole) };
      if (migrates) await migrateDatabase(urls.ownerUrl, urls.url);
      await writeFile(this.#urlFile, JSON.stringify(urls), { mode: 0o600 });
      return { ...urls, close: () => this.#close(), closeNow: () => this.#server.signalStop() };
    } catch (error) {
      await this.#close();
      throw error;
    }
  }

  /** Starts the server, or works on the one of a Harbour that runs in the same folder. */
  async startOrJoin(options: { readonly migrates?: boolean } = {}): Promise<OpenDatabase> {
    const deadline = performance.now() + joinWithinMs;
    for (;;) {
      try {
        return await this.start(options);
      } catch (error) {
        if (!(error instanceof FolderInUse) || performance.now() > deadline) throw error;
        const urls = await readFile(this.#urlFile, 'utf8').then(urlsIn, () => undefined);
        if (urls !== undefined && (await answers(urls.url))) {
          return { ...urls, close: () => Promise.resolve(), closeNow: () => undefined };
        }
        await sleep(pollMs);
      }
    }
  }

  async #close(): Promise<void> {
    await rm(this.#urlFile, { force: true });
    await this.#server.stop();
  }

  async #makeRolesAndDatabase(): Promise<void> {
    await query(this.#server.url(), async (client) => {
      const roles = await client.query<{ rolname: string }>('SELECT rolname FROM pg_roles');
      for (const role of [ownerRole, embeddedApplicationRole]) {
        const verb = roles.rows.some(({ rolname }) => rolname === role) ? 'ALTER' : 'CREATE';
        await client.query(
          `${verb} ROLE ${escapeIdentifier(role)} LOGIN PASSWORD ${escapeLiteral(this.#passwordOf(role))}`,
        );
      }
      const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = 'harbour'");
      if (rowCount === 0) await client.query(`CREATE DATABASE harbour OWNER ${ownerRole}`);
    });
  }

  #urlAs(role: string): string {
    return this.#server.url('harbour', role, this.#passwordOf(role));
  }

  /** Made from the secret that the data hold already, so that it is the same at each start and nothing else is kept. */
  #passwordOf(role: string): string {
    return createHmac('sha256', new URL(this.#server.url()).password).update(role).digest('base64url');
  }
}

/** Undefined while the file is being written. */
function urlsIn(text: string): Pick<OpenDatabase, 'url' | 'ownerUrl'> | undefined {
  try {
    return JSON.parse(text) as Pick<OpenDatabase, 'url' | 'ownerUrl'>;
  } catch {
    return undefined;
  }
}

async function answers(url: string): Promise<boolean> {
  return query(url, (client) => client.query('SELECT')).then(
    () => true,
    () => false,
  );
}

async function query(url: string, use: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await use(client);
  } finally {
    await client.end();
  }
}
