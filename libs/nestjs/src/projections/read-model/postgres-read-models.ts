import type { EntityManager } from 'typeorm';
import type { ProjectionDefinition } from '../projection-definition.js';
import type { GenerationState } from './generation-record.js';
import type { GenerationTables } from './generation-tables.js';
import type { Generation, KeptGeneration } from './generation.js';
import { keptGeneration } from './kept-generation.js';
import type { KeptRows } from './kept-rows.js';
import { ReadModels } from './read-models.js';

/** In which states a generation goes on with the log. */
const keptUpToDate: ReadonlySet<GenerationState> = new Set(['building', 'live', 'following']);

/** In tables of PostgreSQL, each generation in a schema of its own, read through views. */
export class PostgresReadModels extends ReadModels {
  readonly takesHandlers = true;

  /** @param makesTables whether a start makes the tables that are missing; otherwise they are taken as they are */
  constructor(
    readonly tables: GenerationTables,
    private readonly makesTables: boolean,
  ) {
    super();
  }

  override async prepare(definition: ProjectionDefinition): Promise<void> {
    if (this.makesTables) await this.tables.ensure(definition);
    this.tables.readThrough(definition);
  }

  override async generationsOf({ name, version }: ProjectionDefinition): Promise<readonly KeptGeneration[]> {
    const records = await this.tables.generations(name);
    return records.filter((record) => record.version === version && keptUpToDate.has(record.state)).map(keptGeneration);
  }

  override rowsOf(definition: ProjectionDefinition, generation: Generation): KeptRows {
    return this.tables.rowsOf(definition, generation);
  }

  override liveRowsOf(definition: ProjectionDefinition): KeptRows {
    return this.tables.liveRowsOf(definition);
  }

  override async pointAt(manager: EntityManager, generation: Generation): Promise<void> {
    await this.tables.pointAt(manager, generation);
  }
  override async pointBack(manager: EntityManager): Promise<void> {
    await this.tables.pointBack(manager);
  }
}
