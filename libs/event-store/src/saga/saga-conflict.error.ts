import { DaybookError } from '@daybook/domain';
import { described } from '../stream/described.js';
import type { SagaAddress } from './saga-record.js';

/** An instance of a saga has been changed, or begun, by somebody else since it was looked at. Nothing was written. */
export class SagaConflict extends DaybookError {
  readonly code = 'saga-conflict';
  readonly saga: string;
  readonly key: string;

  constructor({ saga, key }: SagaAddress) {
    super(
      `Somebody else was first with an instance of a saga: ${described(saga)} ${described(key)} is not as it was when it ` +
        'was looked at. Nothing was written. Look at it again, and decide anew.',
    );
    this.saga = saga;
    this.key = key;
  }
}
