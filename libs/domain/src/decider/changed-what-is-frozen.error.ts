import { DaybookError } from '../error/daybook.error.js';

/** A function of a decider tried to change what it was given. */
export class ChangedWhatIsFrozen extends DaybookError {
  readonly code = 'changed-what-is-frozen';

  constructor(
    readonly decider: string,
    /** Which of its functions. */
    readonly operation: 'decide' | 'evolve',
    cause: Error,
  ) {
    super(
      `The decider "${decider}" changed what is frozen: its ${operation} failed with "${cause.message}". State and events ` +
        'are never changed in place; make new ones, such as { ...state, onHand } or new Map(state.reservations).',
      { cause },
    );
  }
}
