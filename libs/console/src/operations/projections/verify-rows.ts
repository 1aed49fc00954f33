import type { EventStore } from '@daybook/event-store';
import {
  type KeptReadModels,
  type ProjectionRegistry,
  snapshotsOf,
  type StoreLocation,
  type VerificationOptions,
  type VerificationReport,
  verifyProjection,
} from '@daybook/nestjs';
import { ProjectionNotFound } from './projection-not-found.error.js';
import { RowsNotVerifiable } from './rows-not-verifiable.error.js';

/** With what rows are verified. */
export interface VerifyRowsParts {
  readonly store: EventStore;
  readonly location: StoreLocation;
  readonly projections: ProjectionRegistry;
  readonly readModels: KeptReadModels;
}

/**
 * Compares the rows that readers of a projection see with the log. It runs on meanwhile, and nothing is written.
 *
 * @throws ProjectionNotFound, RowsNotVerifiable, and whatever `verifyProjection` throws
 */
export async function verifyRows(
  { store, location, projections, readModels }: VerifyRowsParts,
  name: string,
  options: VerificationOptions = {},
): Promise<VerificationReport> {
  const all = projections.all();
  const found = all.find(({ definition }) => definition.name === name);
  if (found?.definition.mode === 'on-demand') throw new RowsNotVerifiable(name, 'on-demand');
  const generations = found === undefined ? [] : await readModels.generationsOf(found.definition);
  const generation = generations.find(({ isLive }) => isLive);
  if (found === undefined || generation === undefined) {
    const known = all.map(({ definition }) => definition.name);
    throw new ProjectionNotFound(name, known);
  }
  const { definition } = found;
  if (found.kind !== 'fold') throw new RowsNotVerifiable(name, 'handler');
  const rows = readModels.rowsOf(definition, generation);
  const snapshots = snapshotsOf(store, definition, generation, location.schema);
  return verifyProjection({ definition, fold: found.instance, store, generation, rows, snapshots }, options);
}
