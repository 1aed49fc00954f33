import { DaybookError } from '@daybook/domain';
import { type Generation, subscriptionOf } from '../read-model/generation.js';

/** What keeps readers from being led to a generation. */
export type SwitchObstacle = 'behind' | 'parked' | 'in-use' | 'ended' | 'differing' | 'rehearsal';

const advice: Readonly<Record<SwitchObstacle, string>> = {
  behind: 'Look whether a process runs it, and try again once it has caught up.',
  parked: 'Mend what they failed at and retry them, or drop them on record; or build another generation.',
  'in-use': 'Look which transaction stays open on the read model, and try again.',
  ended: 'Build another generation.',
  rehearsal: 'Rebuild the projection, and switch to what is built.',
  differing: 'Look at the differences, mend the projection under another version, and build another generation.',
};

/** Readers go on to see the generation that they saw: the other one would show them less. */
export class SwitchBlocked extends DaybookError {
  override readonly code = 'switch-blocked';

  constructor(
    generation: Generation,
    readonly obstacle: SwitchObstacle,
    finding: string,
    cause?: unknown,
  ) {
    super(
      `Readers cannot be led to "${subscriptionOf(generation)}": ${finding}. ${advice[obstacle]}`,
      cause === undefined ? undefined : { cause },
    );
    this.generation = subscriptionOf(generation);
  }

  readonly generation: string;
}
