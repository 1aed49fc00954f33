import type { DataSource } from 'typeorm';
import type { GenerationTables } from '../../../read-model/generation-tables.js';
import type { Generation } from '../../../read-model/generation.js';

/** How it goes wrong: readers are led to a generation however far it has come. */
export async function switchAnywhere(
  dataSource: DataSource,
  tables: GenerationTables,
  generation: Generation,
): Promise<void> {
  await dataSource.transaction((manager) => tables.switchTo(generation, manager));
}
