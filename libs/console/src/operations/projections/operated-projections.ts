import { type EventStore, PostgresEventStore } from '@daybook/event-store';
import {
  type KeptReadModels,
  type ProjectionDefinition,
  type ProjectionOperations,
  type ProjectionRegistry,
  type Rehearsal,
  type ScheduledRun,
  type ScheduledRuns,
  type StatusOptions,
  type SubscriptionStatuses,
  subscriptionOf,
} from '@daybook/nestjs';
import { type ReaderView, readersOnRecord } from '../readers/reader-view.js';
import { generationOf } from '../readers/readers-named.js';
import type { OperatedGeneration, OperatedProjection } from './operated-projection.js';

/** From what it is told how projections are. */
export interface OperatedProjectionsParts {
  readonly store: EventStore;
  readonly projections: ProjectionRegistry;
  readonly readModels: KeptReadModels;
  readonly runs: ScheduledRuns;
  readonly statuses: Pick<SubscriptionStatuses, 'all'>;
  /** Throws where there is no record of rehearsals. */
  readonly operations: () => Pick<ProjectionOperations, 'rehearsals'>;
}

/** How the projections are: those of this release, and those of others that are on record, in the order of their names. */
export async function operatedProjections(
  parts: OperatedProjectionsParts,
  options: StatusOptions = {},
): Promise<readonly OperatedProjection[]> {
  const report = await parts.statuses.all(options);
  const statuses = readersOnRecord(report).filter(({ kind }) => kind === 'projection');
  const runs = new Map((await parts.runs.list()).map((run) => [run.subscription, run]));
  const rehearsals = new Map((await lastRehearsals(parts)).map((one) => [one.name, one]));
  const found: OperatedProjection[] = [];
  for (const { definition } of parts.projections.all()) {
    const lastRehearsal = rehearsals.get(definition.name) ?? null;
    found.push({ ...(await known(parts, definition, statuses, runs)), lastRehearsal });
  }
  const names = new Set(found.map(({ name }) => name));
  const others = new Set(statuses.map((status) => generationOf(status)?.projection ?? status.name));
  for (const name of others) {
    if (names.has(name)) continue;
    const generations = onRecord(name, statuses, runs);
    const lastRehearsal = rehearsals.get(name) ?? null;
    const ofOthers = { version: null, kind: null, mode: null, schedule: null, rehearsedAt: null };
    found.push({ name, ...ofOthers, generations, lastRehearsal });
  }
  return found.sort((one, other) => (one.name < other.name ? -1 : 1));
}

async function known(
  { readModels }: OperatedProjectionsParts,
  definition: ProjectionDefinition,
  statuses: readonly ReaderView[],
  runs: ReadonlyMap<string, ScheduledRun>,
): Promise<Omit<OperatedProjection, 'lastRehearsal'>> {
  const { name, version, kind, mode } = definition;
  const kept = mode === 'on-demand' ? [] : await readModels.generationsOf(definition);
  const generations = new Map(onRecord(name, statuses, runs).map((generation) => [generation.name, generation]));
  for (const generation of kept) {
    const of = subscriptionOf(generation);
    const recorded = generations.get(of) ?? { reader: null, lastRun: null };
    const { isLive, isInline } = generation;
    generations.set(of, { name: of, version, generation: generation.generation, ...recorded, isLive, isInline });
  }
  const schedule = typeof mode === 'object' ? mode.scheduled : null;
  const inOrder = [...generations.values()].sort((a, b) => a.version - b.version || a.generation - b.generation);
  return {
    ...{ name, version, kind, schedule },
    mode: typeof mode === 'object' ? 'scheduled' : mode,
    generations: inOrder,
    rehearsedAt: definition.rehearsal?.cron ?? null,
  };
}

function onRecord(
  projection: string,
  statuses: readonly ReaderView[],
  runs: ReadonlyMap<string, ScheduledRun>,
): readonly OperatedGeneration[] {
  return statuses.flatMap((status): readonly OperatedGeneration[] => {
    const of = generationOf(status);
    if ((of?.projection ?? status.name) !== projection) return [];
    const { version = 0, generation = 0 } = of ?? {};
    const { name } = status;
    const lastRun = runs.get(name) ?? null;
    return [{ name, version, generation, isLive: null, isInline: false, reader: status, lastRun }];
  });
}

/** None of rows in memory. */
async function lastRehearsals({ store, operations }: OperatedProjectionsParts): Promise<readonly Rehearsal[]> {
  return store instanceof PostgresEventStore ? operations().rehearsals(undefined, 'last') : [];
}
