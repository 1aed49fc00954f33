import { type MigrationState, migrationStatus } from '@daybook/event-store';
import { missingReadModels, type ProjectionRegistry, type StoreLocation } from '@daybook/nestjs';
import { StoreWithoutSchema } from './store-without-schema.error.js';

/** Which files of this release a database has, which it lacks, and which tables of read models. */
export interface StateOfMigrations {
  readonly schema: string;
  /** False if a file is pending, or a read model missing. */
  readonly upToDate: boolean;
  readonly migrations: readonly MigrationState[];
  /** The read models whose tables are missing, with their versions: `account-balances v1`. */
  readonly missingReadModels: readonly string[];
}

/**
 * Compares the schema and the tables of read models with this release, and changes nothing.
 *
 * @throws StoreWithoutSchema, DataSourceMissing, GenerationTablesDiffer, and whatever the database says
 */
export async function stateOfMigrations(
  location: StoreLocation,
  projections: ProjectionRegistry,
): Promise<StateOfMigrations> {
  if (location.store === 'memory') throw new StoreWithoutSchema();
  const { dataSource, schema } = location;
  const migrations = await migrationStatus(dataSource, schema);
  const missing = (await missingReadModels(location, projections)).map(({ name, version }) => `${name} v${version}`);
  const upToDate = migrations.every(({ state }) => state === 'applied') && missing.length === 0;
  return { schema, upToDate, migrations, missingReadModels: missing };
}
