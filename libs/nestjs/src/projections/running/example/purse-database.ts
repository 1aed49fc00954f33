import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { afterAll, beforeAll } from '@jest/globals';
import { PostgresEventStore } from '@daybook/event-store';
import { DataSource } from 'typeorm';
import type { ReadModelClass } from '../../projection-options.js';
import { GenerationTables } from '../../read-model/generation-tables.js';
import { purseCodec } from './balances.js';

/** A pool of its own, with a store and the tables of read models on it. */
export interface PurseProcess {
  readonly dataSource: DataSource;
  readonly store: PostgresEventStore;
  readonly tables: GenerationTables;
}

/** A database of the spec's own, on which several processes can work. */
export class PurseDatabase {
  #database: TestDatabase | undefined;
  readonly #dataSources: DataSource[] = [];

  static ofThisSpec(): PurseDatabase {
    const example = new PurseDatabase();
    beforeAll(async () => {
      example.#database = await createTestDatabase();
    });
    afterAll(async () => {
      const open = example.#dataSources.filter((one) => one.isInitialized);
      await Promise.all(open.map((one) => one.destroy()));
      await example.#database?.drop();
    });
    return example;
  }

  async process(name: string, ...entities: readonly ReadModelClass[]): Promise<PurseProcess> {
    const url = this.#database?.url ?? '';
    const extra = { max: 8, application_name: name, options: '-c synchronous_commit=on' };
    const dataSource = new DataSource({ type: 'postgres', url, entities: [...entities] as never[], extra });
    this.#dataSources.push(await dataSource.initialize());
    const store = await PostgresEventStore.open({ dataSource, codec: purseCodec });
    return { dataSource, store, tables: new GenerationTables(dataSource, 'daybook') };
  }
}
