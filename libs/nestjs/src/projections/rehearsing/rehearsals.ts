import { type EventStore, OptionRanges } from '@daybook/event-store';
import type { DataSource, EntityManager } from 'typeorm';
import type { ProjectionDefinition } from '../projection-definition.js';
import { assertNoneIsBuilt } from '../rebuilding/assert-none-is-built.js';
import { InvalidRebuildOption } from '../rebuilding/invalid-rebuild-option.error.js';
import { NoSuchBuild } from '../rebuilding/no-such-build.error.js';
import type { GenerationRecord } from '../read-model/generation-record.js';
import { GenerationRecords } from '../read-model/generation-records.js';
import type { GenerationTables } from '../read-model/generation-tables.js';
import type { Generation } from '../read-model/generation.js';
import { ReadPosition } from './read-position.js';
import type { Rehearsal } from './rehearsal.js';
import { type RehearsingOptions, rehearsingOf } from './rehearsal-options.js';
import { RehearsalRecords } from './rehearsal-records.js';

/** With what rehearsals are begun. */
export interface RehearsalsParts {
  readonly store: Pick<EventStore, 'head'>;
  readonly dataSource: DataSource;
  /** The store's. */
  readonly schema: string;
  readonly tables: Pick<GenerationTables, 'create'>;
}

/** The rehearsals of an application: begun from any process, made by those that run its projections. */
export class Rehearsals {
  readonly #records: RehearsalRecords;
  readonly #generations: GenerationRecords;
  readonly #position: ReadPosition;

  constructor(private readonly parts: RehearsalsParts) {
    this.#records = new RehearsalRecords(parts.schema);
    this.#generations = new GenerationRecords(parts.schema);
    this.#position = new ReadPosition(parts.store, parts.schema);
  }

  /** Of a projection, or of all, the oldest first; of each the last one alone if that is asked for. */
  async list(name?: string, which?: 'begun' | 'judged'): Promise<readonly Rehearsal[]> {
    return this.#records.list(this.parts.dataSource.manager, name, which);
  }

  /**
   * Begins to make a projection anew in rehearsal.
   *
   * @throws InvalidRebuildOption
   * @throws NoSuchBuild nothing of its version is read
   * @throws BuildUnderWay it is being built, or rehearsed
   */
  async begin(definition: ProjectionDefinition, options: RehearsingOptions = {}): Promise<Generation> {
    const refuse = (option: string, value: unknown, expected: string): Error =>
      new InvalidRebuildOption(option, value, expected);
    const made = await this.#begin(definition, rehearsingOf(new OptionRanges(refuse), options), undefined);
    // Only a time can be somebody else's.
    return made as Generation;
  }

  /** Begins the one for a time, once among all processes: undefined if another one has. Throws what `begin` throws. */
  async beginDue(
    definition: ProjectionDefinition,
    options: RehearsingOptions,
    dueAt: Date,
  ): Promise<Generation | undefined> {
    return this.#begin(definition, options, dueAt);
  }

  /** Up to where the times of a projection are used up; from the given one on if it is new. */
  async timesUsedUp(name: string, since: Date): Promise<Date> {
    return this.#records.knowTime(this.parts.dataSource.manager, name, since);
  }

  async #begin(
    definition: ProjectionDefinition,
    { segments, eventsPerSecond, sample }: RehearsingOptions,
    dueAt: Date | undefined,
  ): Promise<Generation | undefined> {
    let read: GenerationRecord | undefined;
    const mayBegin = async (records: readonly GenerationRecord[], manager: EntityManager): Promise<void> => {
      assertNoneIsBuilt(records);
      read = liveOf(definition, records);
      const isOurs = dueAt === undefined || (await this.#records.useTime(manager, definition.name, dueAt));
      if (!isOurs) throw new UsedByAnother();
    };
    const begun = async (made: Generation, manager: EntityManager): Promise<void> => {
      await this.#records.begin(manager, made, dueAt, sample);
      // Not beyond what is read: where that has come to, the two are compared.
      const upTo = (read && (await this.#position.of(manager, read))) ?? 0;
      const how = { ...(segments && { segments }), ...(eventsPerSecond && { eventsPerSecond }) };
      await this.#generations.order(manager, made, { purpose: 'rehearsal', switch: 'by-operator', upTo, ...how });
    };
    try {
      return await this.parts.tables.create(definition, undefined, mayBegin, begun);
    } catch (error) {
      if (error instanceof UsedByAnother) return undefined;
      throw error;
    }
  }
}

/** Whoever is first has begun the rehearsal for a time. */
class UsedByAnother extends Error {}

function liveOf({ name, version }: ProjectionDefinition, records: readonly GenerationRecord[]): GenerationRecord {
  const live = records.find((record) => record.version === version && record.state === 'live');
  if (live !== undefined) return live;
  const states = records.map((record) => `${record.version}.${record.generation} (${record.state})`);
  throw new NoSuchBuild(name, `of version ${version} that is read`, states);
}
