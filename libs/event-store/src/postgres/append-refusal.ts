import type { DaybookError } from '@daybook/domain';
import { ConcurrencyError } from '../stream/concurrency.error.js';
import { EventIdConflict } from '../stream/event-id-conflict.error.js';
import { IdempotencyKeyConflict } from '../stream/idempotency-key-conflict.error.js';
import { StreamClosed } from '../stream/stream-closed.error.js';
import { eventIdsOf, expectedCode, type AppendUnit, type PartAnswer, type UnitPart } from './append-unit.js';

/** The error that says why the database refused an append; undefined if it did not. */
export function refusalOf(unit: AppendUnit, answers: readonly PartAnswer[]): DaybookError | undefined {
  switch (answers[0]?.outcome) {
    case 'appended':
    case 'repeated':
      return undefined;
    case 'key-conflict':
      return new IdempotencyKeyConflict(unit.idempotencyKey ?? '');
    case 'id-conflict':
      return new EventIdConflict(firstOf(unit).streamId, eventIdsOf(unit)[0] ?? '');
    case 'closed':
      return new StreamClosed(firstOf(unit).streamId);
    case 'conflict':
      return conflictOf(unit, answers);
    default:
      return undefined;
  }
}

function conflictOf(unit: AppendUnit, answers: readonly PartAnswer[]): ConcurrencyError {
  const index = unit.parts.findIndex(({ expected }, part) =>
    fails(expectedCode(expected), answers[part]?.version ?? 0),
  );
  const part = unit.parts[index] ?? firstOf(unit);
  return new ConcurrencyError(part.streamId, part.expected, answers[index]?.version ?? 0);
}

function fails(expected: number, version: number): boolean {
  return expected >= 0 ? expected !== version : expected === -2 && version === 0;
}

function firstOf(unit: AppendUnit): UnitPart {
  return unit.parts[0] as UnitPart;
}
