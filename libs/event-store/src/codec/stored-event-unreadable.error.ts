import { DaybookError } from '@daybook/domain';
import { described } from '../stream/described.js';

/** What the store holds for an event cannot be turned into the event: damaged JSON, or a field that its codec refuses. */
export class StoredEventUnreadable extends DaybookError {
  readonly code = 'stored-event-unreadable';

  constructor(
    readonly streamId: string,
    readonly version: number,
    readonly position: number,
    readonly type: string,
    cause: unknown,
  ) {
    super(
      `A stored event cannot be read: ${described(type)} at version ${version} of ${described(streamId)}, position ` +
        `${position}. Compare the class and its field codecs with what is stored; the error's cause has the detail.`,
      { cause },
    );
  }
}
