import { DaybookError } from '../error/daybook.error.js';
import { nameOfClass } from '../name/name-of-class.js';

/** An event was replayed that does not come after what the aggregate has folded. */
export class ReplayOutOfOrder extends DaybookError {
  readonly code = 'replay-out-of-order';
  readonly className: string;

  constructor(
    ofClass: object,
    readonly aggregateId: string,
    /** The version of the last event that the aggregate has folded. */
    readonly version: number,
    readonly replayedVersion: number,
    /** How many events it had decided that are not recorded. */
    readonly unrecorded: number,
  ) {
    const className = nameOfClass(ofClass);
    super(
      `The ${className} "${aggregateId}" stands at version ${version} with ${unrecorded} unrecorded events and was to ` +
        `replay version ${replayedVersion}. Replay ascending versions, into an aggregate that has decided nothing.`,
    );
    this.className = className;
  }
}
