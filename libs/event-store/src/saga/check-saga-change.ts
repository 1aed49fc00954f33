import { assertValidName } from '@daybook/domain';
import {
  checkAddress,
  checkedJson,
  checkedMoment,
  checkKey,
  checkList,
  checkOneOf,
  checkText,
  checkWhole,
  refused,
} from './check-saga.js';
import { InvalidSaga } from './invalid-saga.error.js';
import type { SagaChange } from './saga-change.js';
import type { SagaDeadline } from './saga-deadline.js';
import type { SagaRecord } from './saga-record.js';
import type { MovedStep, NewSagaStep } from './saga-step.js';

export const sagaStatuses = ['running', 'compensating', 'completed', 'compensated', 'ended'] as const;
const newStatuses = ['declared', 'held', 'due', 'cancelled'] as const;
const stepStatuses = [...newStatuses, 'done', 'refused', 'skipped'] as const;
const kinds = ['command', 'compensation'] as const;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * Looks at changes before they are written, and copies them: what was checked must be what is written.
 *
 * @throws InvalidName, InvalidSaga
 */
export function checkedChanges(changes: readonly SagaChange[]): readonly SagaChange[] {
  checkList('changes', changes);
  const met = new Set<string>();
  return changes.map((change, at) => {
    const field = `changes[${at}]`;
    const record = checkedRecord(change.record, `${field}.record.`);
    const name = JSON.stringify([record.saga, record.key]);
    if (met.has(name)) {
      throw new InvalidSaga(`${field}.record`, 'is of an instance that changes already', 'Give one change for each.');
    }
    met.add(name);
    return { record, ...checkedParts(change, record, field) };
  });
}

function checkedParts(
  { steps, moved, deadlines, over }: SagaChange,
  record: SagaRecord,
  field: string,
): Omit<SagaChange, 'record'> {
  for (const [name, list] of Object.entries({ steps, moved, deadlines, over })) checkList(`${field}.${name}`, list);
  over.forEach((name, at) => assertValidName(name, `${field}.over[${at}]`));
  checkOnce(
    `${field}.moved`,
    moved.map(({ number }) => number),
  );
  checkOnce(
    `${field}.deadlines`,
    deadlines.map(({ name }) => name),
  );
  const before = record.steps - steps.length;
  return {
    steps: steps.map((step, at) => checkedStep(step, before + at + 1, record, `${field}.steps[${at}].`)),
    moved: moved.map((step, at) => checkedMove(step, record, `${field}.moved[${at}].`)),
    deadlines: deadlines.map((deadline, at) => checkedDeadline(deadline, `${field}.deadlines[${at}].`)),
    over: [...over],
  };
}

function checkedRecord(record: SagaRecord, before: string): SagaRecord {
  const { saga, key, version, status, correlationId, startedBy, steps, turns, reason, failure, stuckAt, heardTo } =
    record;
  const { toldBefore } = record;
  checkAddress(record, before);
  checkWhole(`${before}version`, version, 1);
  checkOneOf(`${before}status`, status, sagaStatuses);
  checkKey(`${before}correlationId`, correlationId);
  if (typeof startedBy.eventId !== 'string' || !uuid.test(startedBy.eventId)) {
    throw refused(`${before}startedBy.eventId`, startedBy.eventId, 'the id of an event');
  }
  checkWhole(`${before}startedBy.position`, startedBy.position, 0, Number.MAX_SAFE_INTEGER);
  if (heardTo !== undefined) checkWhole(`${before}heardTo`, heardTo, 0, Number.MAX_SAFE_INTEGER);
  if (toldBefore !== undefined) {
    checkText(`${before}toldBefore.outset`, toldBefore.outset);
    checkWhole(`${before}toldBefore.to`, toldBefore.to, 0, Number.MAX_SAFE_INTEGER);
  }
  checkWhole(`${before}steps`, steps, 0);
  checkWhole(`${before}turns`, turns, 0);
  for (const [name, text] of Object.entries({ reason, failure })) {
    if (text !== undefined) checkText(`${before}${name}`, text);
  }
  return {
    ...{ saga, key, version, status, correlationId, steps, turns, reason, failure, heardTo },
    state: checkedJson(`${before}state`, record.state),
    metadata: checkedJson(`${before}metadata`, record.metadata),
    startedBy: { eventId: startedBy.eventId.toLowerCase(), position: startedBy.position },
    startedAt: checkedMoment(`${before}startedAt`, record.startedAt),
    changedAt: checkedMoment(`${before}changedAt`, record.changedAt),
    toldBefore: toldBefore && { outset: toldBefore.outset, to: toldBefore.to },
    stuckAt: stuckAt && checkedJson(`${before}stuckAt`, stuckAt),
  };
}

function checkedStep(step: NewSagaStep, number: number, record: SagaRecord, before: string): NewSagaStep {
  const { turn, kind, type, status } = step;
  if (step.number !== number || number < 1) {
    throw refused(`${before}number`, step.number, `the numbers up to the record's ${record.steps}, without gaps`);
  }
  checkTurn(`${before}turn`, turn, record);
  if (status === 'due' && turn === undefined) throw refused(`${before}turn`, turn, 'a turn to a step that is due');
  checkOneOf(`${before}kind`, kind, kinds);
  assertValidName(type, `${before}type`);
  checkOneOf(`${before}status`, status, newStatuses);
  return {
    ...{ number, turn, kind, type, status },
    payload: checkedJson(`${before}payload`, step.payload),
    cause: checkedJson(`${before}cause`, step.cause),
    decidedAt: checkedMoment(`${before}decidedAt`, step.decidedAt),
  };
}

function checkedMove({ number, status, turn, failure }: MovedStep, record: SagaRecord, before: string): MovedStep {
  checkWhole(`${before}number`, number, 1, record.steps);
  checkOneOf(`${before}status`, status, stepStatuses);
  checkTurn(`${before}turn`, turn, record);
  if (failure !== undefined) checkText(`${before}failure`, failure);
  return { number, status, turn, failure };
}

function checkedDeadline({ name, dueAt }: SagaDeadline, before: string): SagaDeadline {
  assertValidName(name, `${before}name`);
  return { name, dueAt: checkedMoment(`${before}dueAt`, dueAt) };
}

function checkTurn(field: string, turn: number | undefined, { turns }: SagaRecord): void {
  if (turn !== undefined) checkWhole(field, turn, 1, turns);
}

function checkOnce(field: string, names: readonly unknown[]): void {
  const at = names.findIndex((name, index) => names.indexOf(name) < index);
  if (at >= 0) throw refused(`${field}[${at}]`, names[at], 'each once');
}
