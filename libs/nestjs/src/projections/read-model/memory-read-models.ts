import type { ProjectionDefinition } from '../projection-definition.js';
import { type Generation, type KeptGeneration, subscriptionOf } from './generation.js';
import { MemoryRows } from './memory-rows.js';
import { ReadModels } from './read-models.js';

/** For the store in memory: one generation of each projection, which lives as long as the process. */
export class MemoryReadModels extends ReadModels {
  readonly takesHandlers = false;
  readonly #rows = new Map<string, MemoryRows>();

  override async prepare(): Promise<void> {
    // There is nothing to be made.
  }

  override async generationsOf({ name, version, mode }: ProjectionDefinition): Promise<readonly KeptGeneration[]> {
    return [{ name, version, generation: 1, isInline: mode === 'inline', isLive: true }];
  }

  override rowsOf(_definition: ProjectionDefinition, generation: Generation): MemoryRows {
    return this.#rowsOf(generation);
  }

  override liveRowsOf({ name, version }: ProjectionDefinition): MemoryRows {
    return this.#rowsOf({ name, version, generation: 1 });
  }

  override async pointAt(): Promise<void> {
    // There is one place only.
  }

  override async pointBack(): Promise<void> {
    // There is one place only.
  }

  #rowsOf(generation: Generation): MemoryRows {
    const name = subscriptionOf(generation);
    const rows = this.#rows.get(name) ?? new MemoryRows();
    this.#rows.set(name, rows);
    return rows;
  }
}
