import { DaybookError } from '../error/daybook.error.js';

/** A decider does not say how one of its events changes its state. */
export class EvolveMissing extends DaybookError {
  readonly code = 'evolve-missing';

  constructor(
    readonly decider: string,
    readonly eventType: string,
  ) {
    super(
      `The decider "${decider}" cannot fold one of its events: evolve has no function for "${eventType}". ` +
        'Add it; if the event changes nothing of the state, it returns the state.',
    );
  }
}
