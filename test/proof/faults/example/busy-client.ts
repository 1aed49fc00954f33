import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';

/** Commits again and again and listens meanwhile, over a connection of which it opens another one when it is lost. */
export class BusyClient {
  /** Commits of which it was told. */
  committed = 0;
  /** Times when its connection was lost. */
  lost = 0;
  #isOver = false;
  readonly #ended: Promise<void>;

  constructor(private readonly url: string) {
    this.#ended = this.#work();
  }

  async close(): Promise<void> {
    this.#isOver = true;
    await this.#ended;
  }

  async #work(): Promise<void> {
    while (!this.#isOver) {
      const client = new Client({ connectionString: this.url, connectionTimeoutMillis: 2_000 });
      client.on('error', () => undefined);
      try {
        await client.connect();
        await client.query('LISTEN busy');
        await this.#commitOn(client);
      } catch {
        this.lost++;
        await sleep(20);
      } finally {
        await client.end().catch(() => undefined);
      }
    }
  }

  async #commitOn(client: Client): Promise<void> {
    while (!this.#isOver) {
      for (const statement of ['BEGIN', 'NOTIFY busy', 'COMMIT']) await client.query(statement);
      this.committed++;
      await sleep(5);
    }
  }
}
