import { DaybookError } from '@daybook/domain';
import { described } from '../stream/described.js';

/** An event's type, or its schema version, is not known to this process: nobody can say which class it is. */
export class UnknownEventType extends DaybookError {
  readonly code = 'unknown-event-type';

  constructor(
    readonly type: string,
    readonly schemaVersion: number,
    /** The schema version that this process knows; undefined if it does not know the type at all. */
    readonly knownVersion: number | undefined,
    /** Where: `events[2]` of an append, or the stream and version of a stored event. */
    readonly field: string,
  ) {
    super(
      `The event type is not known: ${field} is ${described(type)} in schema version ${schemaVersion}, and ` +
        (knownVersion === undefined
          ? `no class of that type is registered. Register its class (forFeature, or EventTypeRegistry.register).`
          : `this process knows version ${knownVersion}. Read it with a release that knows both, or add what is missing between them.`),
    );
  }
}
