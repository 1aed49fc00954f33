import { isDaybookError, type DaybookError } from '@daybook/domain';
import { StoreUnavailable } from '../stream/store-unavailable.error.js';
import { AppendFailed } from './append-failed.error.js';
import { sqlStateOf } from './database-error.js';
import { unknownInlineProjection } from './unknown-inline-projection.js';

// Out of disk, memory or connections; cancelled by a time-out or by hand; in the way of others for too long; read-only.
const unavailable = /^(53...|57014|40001|40P01|55P03|25006|58...)$/;

/** What a caller is told of an append that the server has definitely refused. */
export function refusedAppend(error: unknown): DaybookError {
  if (isDaybookError(error)) return error;
  const unknown = unknownInlineProjection(error);
  if (unknown !== undefined) return unknown;
  const state = sqlStateOf(error) ?? '';
  return unavailable.test(state) ? new StoreUnavailable('appending', error) : new AppendFailed(state, error);
}
