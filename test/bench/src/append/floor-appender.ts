import { newEventId } from '@daybook/domain';
import pg from 'pg';
import { nextPayment } from '../account/payment.js';
import { floorSql } from '../floor/floor-sql.js';
import { poolSize } from '../server/bench-server.js';
import { appenderBy, type Appender } from './appender.js';
import type { Stream } from './streams.js';

/** The floor as it is measured. */
export const floorConfiguration = {
  statement: 'test/bench/floor/append.sql, prepared, one row in a transaction of its own for each append',
  table: 'test/bench/floor/table.sql: the columns and indexes of the log, no checks, position from a sequence',
  driver: 'pg, one client for each caller, at most as many as poolSize',
  poolSize,
};

export async function floorAppender(url: string): Promise<Appender> {
  const connections = await Promise.all(Array.from({ length: poolSize }, () => FloorConnection.open(url)));
  await connections[0]?.createTable();
  return appenderBy(
    async (stream, caller) => {
      stream.version++;
      await connections[caller % poolSize]?.insert(stream);
    },
    () => Promise.all(connections.map((connection) => connection.close())),
  );
}

/** One connection; callers that share it take turns. */
class FloorConnection {
  readonly #statement = { name: 'floor_append', text: floorSql('append') };
  #last: Promise<unknown> = Promise.resolve();

  private constructor(private readonly client: pg.Client) {}

  static async open(url: string): Promise<FloorConnection> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    return new FloorConnection(client);
  }

  async createTable(): Promise<void> {
    await this.client.query(floorSql('table'));
  }

  insert({ key, version }: Stream): Promise<unknown> {
    const data = JSON.stringify(nextPayment());
    const values = [key, version, newEventId(), 'account.funds-deposited', data, '{}', new Date()];
    this.#last = this.#last.then(() => this.client.query({ ...this.#statement, values }));
    return this.#last;
  }

  close(): Promise<void> {
    return this.client.end();
  }
}
