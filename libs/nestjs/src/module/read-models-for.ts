import { GenerationTables } from '../projections/read-model/generation-tables.js';
import { MemoryReadModels } from '../projections/read-model/memory-read-models.js';
import { PostgresReadModels } from '../projections/read-model/postgres-read-models.js';
import type { ReadModels } from '../projections/read-model/read-models.js';
import type { DaybookOptions } from './daybook-options.js';
import { migrationPolicy } from './open-event-store.js';
import type { OperatorStart } from './operator-start.js';
import type { StoreLocation } from './store-location.js';

/** Where the read models are, as the options have it. A start for an operator's command makes no tables. */
export function readModelsFor(
  options: DaybookOptions,
  location: StoreLocation,
  operator: OperatorStart | undefined,
): ReadModels {
  // Without its store an application is started to be migrated, say: there is nothing to be read yet.
  if (location.store !== 'postgres' || operator?.opensStore === false) return new MemoryReadModels();
  const migrations = migrationPolicy(options, operator);
  const tables = new GenerationTables(location.dataSource, location.schema, { migrations });
  return new PostgresReadModels(tables, operator === undefined);
}
