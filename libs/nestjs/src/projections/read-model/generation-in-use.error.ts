import { DaybookError } from '@daybook/domain';
import type { Generation } from './generation.js';

/** A generation was to be dropped that everybody reads. Nothing was changed. */
export class GenerationInUse extends DaybookError {
  readonly code = 'generation-in-use';

  constructor(readonly generation: Generation) {
    super(
      `Generation ${generation.generation} of version ${generation.version} of the projection "${generation.name}" is the ` +
        'live one and was not dropped. Switch to another one first.',
    );
  }
}
