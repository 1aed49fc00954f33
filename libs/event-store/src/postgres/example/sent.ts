import type { Pool, PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import { statementsFor } from '../statements.js';

/** Takes note of each statement that is sent over a pool's connections: by its file in `sql/queries`, or as it is. */
export class Sent {
  readonly names: string[] = [];
  readonly #files = new Map(Object.entries(statementsFor('daybook', false)).map(([file, { text }]) => [text, file]));
  readonly #followed = new WeakSet<PoolClient>();

  constructor(dataSource: DataSource) {
    const { master } = dataSource.driver as unknown as { readonly master: Pool };
    master.on('acquire', (client) => this.#follow(client));
  }

  #follow(client: PoolClient): void {
    if (this.#followed.has(client)) return;
    this.#followed.add(client);
    const query = client.query.bind(client) as (...values: unknown[]) => unknown;
    client.query = ((...values: unknown[]) => {
      const [first] = values as [string | { readonly text: string }];
      const text = typeof first === 'string' ? first : first.text;
      this.names.push(this.#files.get(text) ?? text);
      return query(...values);
    }) as PoolClient['query'];
  }
}
