import { DaybookError } from '@daybook/domain';
import type { Generation } from './generation.js';

/** A generation was meant that is not there, or not any more. */
export class NoSuchGeneration extends DaybookError {
  readonly code = 'no-such-generation';

  constructor(
    readonly generation: Generation,
    /** What is there. */
    readonly known: readonly string[],
  ) {
    const { name, version, generation: number } = generation;
    super(
      `There is no generation ${number} of version ${version} of the projection "${name}". There ` +
        `${known.length === 0 ? 'is none at all: start the application once' : `are: ${known.join(', ')}`}.`,
    );
  }
}
