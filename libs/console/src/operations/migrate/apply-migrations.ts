import { migrate } from '@daybook/event-store';
import { makeReadModels, type ProjectionRegistry, type StoreLocation } from '@daybook/nestjs';
import { StoreWithoutSchema } from './store-without-schema.error.js';

/** What a migration run has done. */
export interface AppliedMigrations {
  readonly schema: string;
  /** The files that were applied now, in order; none if the schema was up to date. */
  readonly applied: readonly string[];
  /** The read models whose tables were made now, with their versions: `account-balances v1`. */
  readonly readModels: readonly string[];
  /** The role that was given what an application needs; null if none was named. */
  readonly applicationRole: string | null;
}

/**
 * Brings the schema up to this release, all of it or nothing, and makes the tables of the application's projections that
 * are missing. Several may start it at once; one does the work.
 *
 * @throws StoreWithoutSchema, DataSourceMissing, and whatever `migrate` and `makeReadModels` throw
 */
export async function applyMigrations(
  location: StoreLocation,
  projections: ProjectionRegistry,
  { applicationRole }: { readonly applicationRole?: string | undefined } = {},
): Promise<AppliedMigrations> {
  if (location.store === 'memory') throw new StoreWithoutSchema();
  const { dataSource, schema } = location;
  const applied = await migrate({ dataSource, schema, ...(applicationRole !== undefined && { applicationRole }) });
  // Afterwards, because the role that appends is given what it needs of them, too.
  const made = await makeReadModels(location, projections);
  const readModels = made.map(({ name, version }) => `${name} v${version}`);
  return { schema, applied, readModels, applicationRole: applicationRole ?? null };
}
