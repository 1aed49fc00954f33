import { EventTypeRegistry } from '@daybook/event-store';
import { makeReadModels, ProjectionRegistry, StoreLocation } from '@daybook/nestjs';
import { DataSource } from 'typeorm';
import { accountProjections } from './accounts/account-projections.js';
import { orderProjections } from './orders/order-projections.js';

/**
 * Makes the tables of Harbour's read models that are not there yet, as the role that owns the database; the application's
 * may write and read them, and make none. `daybook migrate` does the same.
 */
export async function makeHarbourReadModels(ownerUrl: string): Promise<void> {
  const projections = new ProjectionRegistry(new EventTypeRegistry());
  for (const projection of [...accountProjections({}), ...orderProjections]) projections.register(new projection());
  const kept = projections
    .all()
    .map(({ definition }) => definition)
    .filter(({ mode }) => mode !== 'on-demand');
  const entities = kept.flatMap(({ readModels }) => readModels) as unknown as (new () => object)[];
  const dataSource = await new DataSource({ type: 'postgres', url: ownerUrl, entities }).initialize();
  try {
    await makeReadModels(new StoreLocation({}, 'default', dataSource, undefined), projections);
  } finally {
    await dataSource.destroy();
  }
}
