import { DaybookError } from '@daybook/domain';

/** An object was to be kept or asked for under a key that not every storage takes. */
export class InvalidObjectKey extends DaybookError {
  readonly code = 'invalid-object-key';

  constructor(
    /** The key, in words. */
    readonly key: string,
  ) {
    super(
      `The key of an object is not valid: ${key}. Make it of parts of a-z, 0-9, ".", "_" and "-", each of at most 200 ` +
        'characters and beginning with a letter, a digit or "_", with "/" between them, 900 characters in all; ' +
        'objectNameOf makes such a part of any text. A prefix ends with "/".',
    );
  }
}
