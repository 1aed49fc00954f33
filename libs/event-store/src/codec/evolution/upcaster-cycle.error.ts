import { DaybookError } from '@daybook/domain';

/** Upcasters lead back to where they begin, so that no event would ever be done. Stops the start. */
export class UpcasterCycle extends DaybookError {
  readonly code = 'upcaster-cycle';

  constructor(
    /** The shapes that lead to each other, the first once more at the end: `account.blocked 1`. */
    readonly path: readonly string[],
  ) {
    super(
      `Upcasters lead in a circle: ${path.join(' -> ')}. Give the type that is kept a version of its own, which none of ` +
        'them lifts.',
    );
  }
}
