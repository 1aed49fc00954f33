import { checkedChanges } from '../../saga/check-saga-change.js';
import { refused } from '../../saga/check-saga.js';
import type { SagaChange } from '../../saga/saga-change.js';
import type { SagaAddress } from '../../saga/saga-record.js';
import { nameOf } from './memory-saga.js';

/** A change as it can be written. Throws InvalidSaga: it is of another instance, for one. */
export function checkedChangeOf(address: SagaAddress, change: SagaChange): readonly SagaChange[] {
  const checked = checkedChanges([change]);
  if (nameOf(change.record) === nameOf(address)) return checked;
  throw refused('change.record', change.record.key, 'the instance that is held');
}
