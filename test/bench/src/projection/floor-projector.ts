import pg from 'pg';
import { BatchTimes } from '../catch-up/batch-times.js';
import type { CatchUp } from '../catch-up/catch-up.js';
import { floorSql } from '../floor/floor-sql.js';
import type { Sample } from '../run/closed-loop.js';

/** The floor as it is measured. */
export const floorConfiguration = {
  loop:
    'page SELECT; BEGIN, load the rows of the batch, fold, upsert by unnest, checkpoint, COMMIT; ' +
    'one connection, one statement after the other, all prepared, as by hand',
  statements: 'test/bench/floor: page.sql, balances-load.sql, balances-save.sql, checkpoint.sql',
};

const category = 'account-';

interface Page {
  readonly position: string;
  readonly stream_id: string;
  readonly data: { readonly amountMinor: number };
}

interface Balance {
  balance: number;
  deposits: number;
}

/** The projection as a loop by hand, without the library. */
export class FloorProjector implements CatchUp {
  readonly #client: pg.Client;
  readonly #connected: Promise<unknown>;
  readonly #page = { name: 'page', text: floorSql('page') };
  readonly #load = { name: 'load', text: floorSql('balances-load') };
  readonly #save = { name: 'save', text: floorSql('balances-save') };
  readonly #checkpoint = { name: 'checkpoint', text: floorSql('checkpoint') };

  constructor(
    url: string,
    private readonly batch: number,
    private readonly made: (table: string) => Promise<void>,
  ) {
    this.#client = new pg.Client({ connectionString: url });
    this.#connected = this.#client.connect();
  }

  async run(): Promise<Sample> {
    await this.#connected;
    await this.#client.query(floorSql('balances'));
    const times = new BatchTimes();
    const began = performance.now();
    let read = 0;
    for (let after = '0'; ;) {
      const { rows } = await this.#client.query<Page>({ ...this.#page, values: [after, this.batch] });
      const last = rows.at(-1);
      if (last === undefined) break;
      await this.#apply(rows, last.position);
      times.done();
      read += rows.length;
      after = last.position;
    }
    const sample = times.sample((read * 1_000) / (performance.now() - began));
    await this.made('floor.balances');
    return sample;
  }

  close(): Promise<unknown> {
    return this.#client.end();
  }

  async #apply(rows: readonly Page[], position: string): Promise<void> {
    await this.#client.query('BEGIN');
    const keys = new Set(rows.map((row) => row.stream_id.slice(category.length)));
    const balances = await this.#loaded([...keys]);
    for (const { stream_id, data } of rows) {
      const key = stream_id.slice(category.length);
      let balance = balances.get(key);
      if (balance === undefined) balances.set(key, (balance = { balance: 0, deposits: 0 }));
      balance.balance += data.amountMinor;
      balance.deposits++;
    }
    const all = [...balances.values()];
    const values = [[...balances.keys()], all.map(({ balance }) => balance), all.map(({ deposits }) => deposits)];
    await this.#client.query({ ...this.#save, values });
    await this.#client.query({ ...this.#checkpoint, values: [position] });
    await this.#client.query('COMMIT');
  }

  async #loaded(keys: readonly string[]): Promise<Map<string, Balance>> {
    const { rows } = await this.#client.query<{ account_id: string; balance_minor: string; deposits: number }>({
      ...this.#load,
      values: [keys],
    });
    return new Map(rows.map((row) => [row.account_id, { balance: Number(row.balance_minor), deposits: row.deposits }]));
  }
}
