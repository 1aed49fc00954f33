import { DaybookError } from '@daybook/domain';
import { described } from './described.js';

/** The idempotency key was used before, for other events or other streams. Nothing was written. */
export class IdempotencyKeyConflict extends DaybookError {
  readonly code = 'idempotency-key-conflict';

  constructor(readonly idempotencyKey: string) {
    super(
      `The idempotency key was used for another append: ${described(idempotencyKey)} belongs to other streams, types ` +
        `or data. Repeat the first append unchanged, or give this one a key of its own.`,
    );
  }
}
