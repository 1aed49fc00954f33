import type { OnApplicationBootstrap } from '@nestjs/common';
import type { ProjectionDefinition } from '../projections/projection-definition.js';
import type { ProjectionRegistry } from '../projections/projection-registry.js';
import type { GenerationRecord } from '../projections/read-model/generation-record.js';
import type { ReadModels } from '../projections/read-model/read-models.js';
import { PostgresReadModels } from '../projections/read-model/postgres-read-models.js';
import type { UnseenVersion } from '../telemetry/readiness.js';
import { InvalidOption } from './invalid-option.error.js';

/** For which projections a process is not ready while readers cannot see its version of them. */
export type HeldFor = 'none' | 'all' | readonly string[];

/** Which versions are missing. */
export type UnseenAmong = (
  definitions: readonly ProjectionDefinition[],
  records: readonly GenerationRecord[],
) => readonly UnseenVersion[];

/** Knows for which read models this process is not ready, by `forRoot({ holdReadinessFor })`. */
export class HeldReadiness implements OnApplicationBootstrap {
  constructor(
    private readonly heldFor: HeldFor,
    private readonly projections: Pick<ProjectionRegistry, 'all'>,
    private readonly readModels: ReadModels,
    private readonly unseenAmong: UnseenAmong = unseenVersions,
  ) {}

  /** @throws InvalidOption it names a projection that keeps no rows, or that there is not */
  onApplicationBootstrap(): void {
    const kept = this.#kept.map(({ name }) => name);
    const { heldFor } = this;
    if (heldFor === 'none' || heldFor === 'all') return;
    const given: unknown = heldFor;
    const unknown: unknown = Array.isArray(given) ? given.find((name) => !kept.includes(name as string)) : given;
    if (unknown !== undefined) throw new InvalidOption('holdReadinessFor', unknown, ['none', 'all', ...kept]);
  }

  /** Throws what the store throws. */
  async unseen(): Promise<readonly UnseenVersion[]> {
    const { heldFor } = this;
    const held = heldFor === 'all' ? this.#kept : this.#kept.filter(({ name }) => heldFor.includes(name));
    if (heldFor === 'none' || held.length === 0) return [];
    const { readModels } = this;
    // In memory there is one version, and it is always seen.
    if (!(readModels instanceof PostgresReadModels)) return [];
    return this.unseenAmong(held, await readModels.tables.generations());
  }

  get #kept(): readonly ProjectionDefinition[] {
    return this.projections.all().flatMap(({ definition }) => (definition.mode === 'on-demand' ? [] : definition));
  }
}

/** Those of which no rows are read, whatever other versions are. */
export const unseenVersions: UnseenAmong = (definitions, records) =>
  definitions
    .filter(
      ({ name, version }) =>
        !records.some((one) => one.name === name && one.version === version && one.state === 'live'),
    )
    .map(({ name, version }) => ({ projection: name, version }));
