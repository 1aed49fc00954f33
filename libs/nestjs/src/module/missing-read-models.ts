import type { ProjectionRegistry } from '../projections/projection-registry.js';
import { GenerationTablesMissing } from '../projections/read-model/generation-tables-missing.error.js';
import { GenerationTables } from '../projections/read-model/generation-tables.js';
import { sqlState } from '../projections/read-model/sql-state.js';
import type { StoreLocation } from './store-location.js';

/** A version of a projection whose tables are not there. */
export interface MissingReadModel {
  readonly name: string;
  readonly version: number;
}

/** A schema, a table, a column of the store's own: it knows of no generations yet, or not of all that this release asks. */
const notMigrated: ReadonlySet<string | undefined> = new Set(['3F000', '42P01', '42703']);

/**
 * The projections of the application whose tables `makeReadModels` would make, or whose views it would put back. Changes
 * nothing.
 *
 * @throws EntityUnsuitable, ColumnUnsuitable
 * @throws GenerationTablesDiffer an entity has changed, and its projection's version has not
 */
export async function missingReadModels(
  location: StoreLocation,
  projections: ProjectionRegistry,
): Promise<readonly MissingReadModel[]> {
  const tables = new GenerationTables(location.dataSource, location.schema, { migrations: 'check' });
  const missing: MissingReadModel[] = [];
  for (const { definition } of projections.all()) {
    if (definition.mode === 'on-demand') continue;
    const { name, version } = definition;
    try {
      await tables.ensure(definition);
    } catch (error) {
      if (!(error instanceof GenerationTablesMissing) && !notMigrated.has(sqlState(error))) throw error;
      missing.push({ name, version });
    }
  }
  return missing;
}
