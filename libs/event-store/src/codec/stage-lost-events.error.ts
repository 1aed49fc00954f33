import { DaybookError } from '@daybook/domain';

/** A stage of the codec handed on more or fewer events than it was given, on their way into the store. */
export class StageLostEvents extends DaybookError {
  readonly code = 'stage-lost-events';

  constructor(
    readonly stage: string,
    readonly given: number,
    readonly returned: number,
  ) {
    super(
      `A stage of the codec did not hand on what it was given: "${stage}" took ${given} event(s) and returned ` +
        `${returned}. Nothing was written; return one event for each, in the same order, from its encode().`,
    );
  }
}
