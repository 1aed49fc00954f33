import { DaybookError } from '@daybook/domain';
import { described } from './described.js';
import type { ExpectedVersion } from './expected-version.js';

/** Another writer was first: the stream's version is not the one that the append expected. Nothing was written. */
export class ConcurrencyError extends DaybookError {
  readonly code = 'concurrency-conflict';

  constructor(
    readonly streamId: string,
    readonly expected: ExpectedVersion,
    /**
     * The stream's version at the time of the append; 0 if it had no event. Undefined if the database ended the
     * caller's own transaction for the conflict, and could not say.
     */
    readonly actual: number | undefined,
    cause?: unknown,
  ) {
    super(
      `The stream has changed since it was read: ${described(streamId)} was expected at ` +
        `${typeof expected === 'number' ? `version ${expected}` : `"${expected}"`} and ` +
        (actual === undefined
          ? 'another transaction was first. Roll back, and repeat the whole transaction.'
          : `is at version ${actual}. Load it again, decide again and append again.`),
      cause === undefined ? undefined : { cause },
    );
  }
}
