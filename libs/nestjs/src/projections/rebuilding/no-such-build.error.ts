import { DaybookError } from '@daybook/domain';

/** Something was to be done with a generation, and there is none of that kind. */
export class NoSuchBuild extends DaybookError {
  readonly code = 'no-such-build';

  constructor(
    readonly projection: string,
    readonly wanted: string,
    readonly states: readonly string[],
  ) {
    super(
      `The projection "${projection}" has no generation ${wanted}. ` +
        `It has: ${states.length === 0 ? 'none' : states.join(', ')}.`,
    );
  }
}
