import type { ProjectionDefinition } from '../projection-definition.js';
import type { Generation } from '../read-model/generation.js';

/** How far the rows have come that readers of a projection see. */
export interface RowsStanding {
  readonly generation: Generation;
  /** Whether appends write them themselves: then they are as far as the log. */
  readonly isInline: boolean;
  /** The checkpoints of the segments, in their order; none before the subscription is on record. */
  readonly positions: readonly number[];
  /** Which of the positions that were asked for are those of events that can be seen where the rows are read. */
  readonly visible: ReadonlySet<number>;
}

/** Says how far rows have come, where they are read. */
export interface RowStandings {
  /** Undefined while no generation of the projection's version is live. */
  of(definition: ProjectionDefinition, positions: readonly number[]): Promise<RowsStanding | undefined>;
}
