import type { Generation } from '@daybook/nestjs';
import type { DataSource, EntityManager } from 'typeorm';

/** Who moves the pointer and the views of a generation, as `GenerationTables` does. */
export interface MovesReaders {
  switchTo(generation: Generation, manager: EntityManager): Promise<void>;
}

/** Leads readers to a generation however far it has come: nobody looks at the checkpoints. */
export async function switchAnywhere(source: DataSource, tables: MovesReaders, generation: Generation): Promise<void> {
  await source.transaction((manager) => tables.switchTo(generation, manager));
}

/** Drops the view and makes it again, one statement after the other, each by itself. */
export async function switchInPieces(source: DataSource, { version, generation }: Generation): Promise<void> {
  const view = `purses_v${version}`;
  await source.query(`DROP VIEW ${view}`);
  await source.query(`CREATE VIEW ${view} AS SELECT * FROM purses_v${version}_g${generation}.${view}`);
}
