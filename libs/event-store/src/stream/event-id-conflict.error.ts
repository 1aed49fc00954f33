import { DaybookError } from '@daybook/domain';
import { described } from './described.js';

/** An event id of the append already names another event, or stands in another place. Nothing was written. */
export class EventIdConflict extends DaybookError {
  readonly code = 'event-id-conflict';

  constructor(
    /** The stream that was appended to. */
    readonly streamId: string,
    /** The id in question, where the store could tell it; else the first of the append. */
    readonly eventId: string,
  ) {
    super(
      `An event id is in use already: ${eventId} was appended to ${described(streamId)}, and the store holds it with ` +
        `other content, in another stream or in another order. Repeat an append with the same events in the same ` +
        `order, or give new facts new ids.`,
    );
  }
}
