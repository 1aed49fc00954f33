import { DaybookError } from '../error/daybook.error.js';

/** A decider has no state after an event. */
export class EvolvedToNothing extends DaybookError {
  readonly code = 'evolved-to-nothing';

  constructor(
    readonly decider: string,
    /** The type of the event; undefined if there was no state to begin with. */
    readonly eventType: string | undefined,
    /** What there is in place of a state: `undefined`, `a promise`. */
    readonly found: string,
  ) {
    super(
      eventType === undefined
        ? `The decider "${decider}" begins with no state: initialState is ${found}. Give it what is true before the first event.`
        : `The decider "${decider}" has no state after "${eventType}": evolve returned ${found}. ` +
            'Return the new state at once, and the one before if the event changes nothing of it.',
    );
  }
}
