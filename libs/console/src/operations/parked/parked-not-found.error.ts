import { DaybookError } from '@daybook/domain';
import { shown } from '../streams/shown.js';

/** No event is parked there. */
export class ParkedNotFound extends DaybookError {
  readonly code = 'parked-not-found';

  constructor(
    readonly reader: string,
    readonly position: number,
  ) {
    super(
      `No event at position ${position} is parked for ${shown(reader)}. It may have been applied by a retry, or dropped; ` +
        '`parked list` says what waits.',
    );
  }
}
