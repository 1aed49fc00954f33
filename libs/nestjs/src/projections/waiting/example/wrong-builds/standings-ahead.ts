import type { ProjectionDefinition } from '../../../projection-definition.js';
import type { RowsStanding, RowStandings } from '../../rows-standing.js';

/** A wrong build: it takes something for the checkpoint that is ahead of it, such as the head, or what was handed out. */
export class StandingsAhead implements RowStandings {
  constructor(private readonly ahead: () => number | Promise<number>) {}

  async of({ name, version }: ProjectionDefinition, asked: readonly number[]): Promise<RowsStanding> {
    const generation = { name, version, generation: 1 };
    return { generation, isInline: false, positions: [await this.ahead()], visible: new Set(asked) };
  }
}

/** A wrong build: it takes rows that lag behind for such that appends write themselves. */
export class TakenForInline implements RowStandings {
  constructor(private readonly right: RowStandings) {}

  async of(definition: ProjectionDefinition, asked: readonly number[]): Promise<RowsStanding | undefined> {
    const standing = await this.right.of(definition, asked);
    return standing && { ...standing, isInline: true };
  }
}
