import { DaybookError } from '@daybook/domain';

/** A key function has said two things of one event, so that its row was not locked when it was to be folded. */
export class KeyNotLocked extends DaybookError {
  readonly code = 'key-not-locked';

  constructor(
    readonly projection: string,
    readonly key: string,
    readonly eventType: string,
  ) {
    super(
      `An event was not projected inline, and not appended: the key of ${eventType} in ${JSON.stringify(projection)} was ` +
        `another one before the append than ${JSON.stringify(key)} after it. Let the key follow from the event and its ` +
        'stream, from no time, chance or state.',
    );
  }
}
