import type { ProjectionRegistry } from '../projections/projection-registry.js';
import { GenerationTables } from '../projections/read-model/generation-tables.js';
import { type Generation, subscriptionOf } from '../projections/read-model/generation.js';
import type { StoreLocation } from './store-location.js';

/**
 * Makes the tables of the application's projections that are not there yet: what a start does by itself where it may, for
 * those who do it by command, as the role that owns the store's schema. A version that is new beside a live one is made to
 * be filled, and is read when it is switched to. Those who may append may write and read all of them, also the ones that
 * were made before they might.
 *
 * @returns what was made now; none if everything was there
 * @throws EntityUnsuitable, ColumnUnsuitable, ReadModelNameTaken
 */
export async function makeReadModels(
  location: StoreLocation,
  projections: ProjectionRegistry,
): Promise<readonly Generation[]> {
  const tables = new GenerationTables(location.dataSource, location.schema, { migrations: 'run' });
  const before = new Set((await tables.generations()).map(subscriptionOf));
  const made: Generation[] = [];
  for (const { definition } of projections.all()) {
    if (definition.mode === 'on-demand') continue;
    const generation = await tables.ensure(definition);
    await tables.grant(definition);
    if (!before.has(subscriptionOf(generation))) made.push(generation);
  }
  return made;
}
