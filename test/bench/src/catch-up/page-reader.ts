import pg from 'pg';
import { floorSql } from '../floor/floor-sql.js';
import type { Sample } from '../run/closed-loop.js';
import { BatchTimes } from './batch-times.js';
import type { CatchUp } from './catch-up.js';

/** The floor as it is measured. */
export const floorConfiguration = {
  statement: 'test/bench/floor/page.sql: the columns of a recorded event from the same rows, page by page',
  driver: 'client.query of pg, prepared under a name, its default parsers, into row objects; one page after the other',
};

/** The bare paged SELECT through the driver, as everybody writes it. */
export class PageReader implements CatchUp {
  readonly #client: pg.Client;
  readonly #page = { name: 'page', text: floorSql('page') };
  readonly #connected: Promise<unknown>;

  /**
   * @param events how many rows there must be
   * @param batch how many are read at once
   */
  constructor(
    url: string,
    private readonly events: number,
    private readonly batch: number,
  ) {
    this.#client = new pg.Client({ connectionString: url });
    this.#connected = this.#client.connect();
  }

  async run(): Promise<Sample> {
    await this.#connected;
    const times = new BatchTimes();
    const began = performance.now();
    let read = 0;
    for (let after = '0'; ;) {
      const { rows } = await this.#client.query<{ position: string }>({ ...this.#page, values: [after, this.batch] });
      const last = rows.at(-1);
      if (last === undefined) break;
      times.done();
      read += rows.length;
      after = last.position;
    }
    if (read !== this.events) throw new Error(`The log has ${read} rows, not ${this.events}.`);
    return times.sample((read * 1_000) / (performance.now() - began));
  }

  close(): Promise<unknown> {
    return this.#client.end();
  }
}
