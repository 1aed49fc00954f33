import { DaybookError } from '../error/daybook.error.js';

/** The version of an event's shape is not a whole number from 1. */
export class InvalidSchemaVersion extends DaybookError {
  readonly code = 'invalid-schema-version';

  constructor(
    readonly eventType: string,
    readonly version: unknown,
  ) {
    super(`The version ${String(version)} of the event type "${eventType}" is no whole number from 1. Count 1, 2, 3 …`);
  }
}
