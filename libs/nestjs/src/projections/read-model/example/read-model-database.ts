import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { afterAll, beforeAll } from '@jest/globals';
import { DataSource, type DataSourceOptions } from 'typeorm';
import type { ProjectionDefinition } from '../../projection-definition.js';
import type { ReadModelClass } from '../../projection-options.js';

/** A database of the spec's own, and DataSources on it. */
export class ReadModelDatabase {
  #database: TestDatabase | undefined;
  readonly #dataSources: DataSource[] = [];

  static ofThisSpec(): ReadModelDatabase {
    const example = new ReadModelDatabase();
    beforeAll(async () => {
      example.#database = await createTestDatabase();
    });
    afterAll(async () => {
      const open = example.#dataSources.filter((dataSource) => dataSource.isInitialized);
      await Promise.all(open.map((dataSource) => dataSource.destroy()));
      await example.#database?.drop();
    });
    return example;
  }

  get database(): TestDatabase {
    if (this.#database === undefined) throw new Error('The database is there from the first test on.');
    return this.#database;
  }

  /** What the owner gets for a statement: the rows, each as its first column. */
  async ask(statement: string): Promise<readonly unknown[]> {
    const [dataSource = await this.connect([])] = this.#dataSources.filter((one) => one.isInitialized);
    const rows = await dataSource.query<Record<string, unknown>[]>(statement);
    return rows.map((row) => Object.values(row)[0]);
  }

  /** A pool as the owner of the tables, or as who else is named by the URL. */
  async connect(entities: readonly ReadModelClass[], options: object = {}): Promise<DataSource> {
    const all = { type: 'postgres', url: this.database.url, entities, ...options } as unknown as DataSourceOptions;
    const dataSource = await new DataSource(all).initialize();
    this.#dataSources.push(dataSource);
    return dataSource;
  }
}

let last = 0;

/** A projection, as far as its tables ask; with a name of its own, unless it is given one. */
export function projectionOf(
  readModels: readonly [ReadModelClass, ...ReadModelClass[]],
  { name = `example-${++last}`, version = 1, kind = 'fold' }: Partial<ProjectionDefinition> = {},
): ProjectionDefinition {
  return { name, version, kind, readModels } as unknown as ProjectionDefinition;
}
