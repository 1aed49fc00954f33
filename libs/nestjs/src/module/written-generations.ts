import type { ProjectionRegistry } from '../projections/projection-registry.js';
import type { GenerationRecord } from '../projections/read-model/generation-record.js';
import { PostgresReadModels } from '../projections/read-model/postgres-read-models.js';
import type { ReadModels } from '../projections/read-model/read-models.js';
import type { WrittenGeneration } from '../telemetry/subscription-report.js';

/** Which rows there are, and what they are at. */
export async function writtenGenerations(
  readModels: ReadModels,
  projections: ProjectionRegistry,
): Promise<readonly WrittenGeneration[]> {
  if (readModels instanceof PostgresReadModels) {
    const records = await readModels.tables.generations();
    return records.map((record) => writtenGeneration(record, records));
  }
  const kept = projections.all().filter(({ definition }) => definition.mode !== 'on-demand');
  const generations = await Promise.all(kept.map(({ definition }) => readModels.generationsOf(definition)));
  return generations.flat().map((generation) => ({ ...generation, state: generation.isLive ? 'live' : 'building' }));
}

function writtenGeneration(record: GenerationRecord, all: readonly GenerationRecord[]): WrittenGeneration {
  const { name, version, generation, state, isInline, reason, orders, endedAt, switchedAt } = record;
  const wasRead = switchedAt !== null;
  const isReplaced =
    endedAt !== null &&
    (wasRead || all.some((one) => one.name === name && one.state === 'live' && isAfter(one.switchedAt, endedAt)));
  const purpose = orders?.purpose;
  return { name, version, generation, state, isInline, reason: reason ?? undefined, purpose, isReplaced };
}

function isAfter(one: Date | null, other: Date): boolean {
  return one !== null && one.getTime() > other.getTime();
}
