import pg from 'pg';
import { floorSql } from '../floor/floor-sql.js';
import { poolSize } from '../server/bench-server.js';

/** The floor as it is measured. */
export const floorConfiguration = {
  statement: 'test/bench/floor/load.sql: the columns of a recorded event from the same rows, in one SELECT',
  driver: 'pool.query of pg with parameters, its default parsers, into row objects',
  poolSize,
};

/** The bare SELECT through the driver, as everybody writes it. */
export class FloorLoader {
  readonly #pool: pg.Pool;
  readonly #select = floorSql('load');

  constructor(url: string) {
    this.#pool = new pg.Pool({ connectionString: url, max: poolSize });
  }

  /** @param size how many rows there must be */
  async load(id: string, size: number): Promise<readonly object[]> {
    const { rows } = await this.#pool.query<object>(this.#select, [`account-${id}`]);
    if (rows.length !== size) throw new Error(`The stream of ${id} has ${rows.length} rows, not ${size}.`);
    return rows;
  }

  close(): Promise<void> {
    return this.#pool.end();
  }
}
