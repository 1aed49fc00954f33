import { DaybookError } from '@daybook/domain';
import type { Generation } from './generation.js';

/** An entity has changed, and the tables of its projection's version have not. The start was stopped. */
export class GenerationTablesDiffer extends DaybookError {
  readonly code = 'generation-tables-differ';

  constructor(
    readonly generation: Generation,
    /** Each in some words. */
    readonly differences: readonly string[],
  ) {
    super(
      `The tables of generation ${generation.generation} do not fit the read model of version ${generation.version} of the ` +
        `projection "${generation.name}": ${differences.join('; ')}. Raise the projection's version, so that its rows are ` +
        'made anew beside these; tables that you have made yourself are yours to correct.',
    );
  }
}
