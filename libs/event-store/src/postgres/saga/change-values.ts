import type { SagaChange } from '../../saga/saga-change.js';
import type { SagaAddress, SagaRecord } from '../../saga/saga-record.js';
import type { MovedStep, NewSagaStep, SagaStepStatus } from '../../saga/saga-step.js';
import { storedText } from '../subscription/stored-text.js';

const open: readonly SagaStepStatus[] = ['declared', 'held', 'due'];

/**
 * What `sql/queries/write_sagas.sql` is given: all changes together, as one JSON array for each table.
 *
 * @param begins whether there was no such instance before
 */
export function changeValues(
  changes: readonly SagaChange[],
  begins: (address: SagaAddress) => boolean,
): readonly string[] {
  const values = {
    records: changes.map(({ record }) => recordValues(record, begins(record))),
    steps: changes.flatMap(({ record, steps, moved }) => steps.map((step) => stepValues(record, step, moved))),
    moved: changes.flatMap(({ record, steps, moved }) => movedValues(record, steps, moved)),
    deadlines: changes.flatMap(({ record, deadlines }) => {
      const { version, failure } = record;
      const its = { ...addressOf(record), version, is_held_up: failure !== undefined };
      return deadlines.map(({ name, dueAt }) => ({ ...its, name, due_at: dueAt }));
    }),
    over: changes.flatMap(({ record, over }) => over.map((name) => ({ ...addressOf(record), name }))),
  };
  return Object.values(values).map((list) => JSON.stringify(list));
}

function recordValues(record: SagaRecord, begins: boolean): object {
  const { version, status, state, correlationId, metadata, startedBy, startedAt, changedAt, steps, turns } = record;
  return {
    ...{ ...addressOf(record), version, status, state, metadata, steps, turns, begins },
    ...{ correlation_id: correlationId, started_at: startedAt, changed_at: changedAt },
    ...{ started_by: startedBy.eventId, started_position: startedBy.position },
    ...{ heard_to: record.heardTo, told_before: record.toldBefore },
    ...{ reason: storedText(record.reason), failure: storedText(record.failure), stuck_at: record.stuckAt },
  };
}

/** A step that was moved in the same breath is kept as it is afterwards. */
function stepValues(record: SagaRecord, step: NewSagaStep, moved: readonly MovedStep[]): object {
  const { decidedAt, ...its } = step;
  const ended = step.status === 'cancelled' ? { ended_at: decidedAt } : {};
  const then = moved.find(({ number }) => number === step.number);
  const after = then === undefined ? {} : { ...moveValues(record, then), turn: then.turn ?? step.turn };
  return { ...addressOf(record), ...its, decided_at: decidedAt, ...ended, ...after };
}

function movedValues(
  record: SagaRecord,
  steps: readonly NewSagaStep[],
  moved: readonly MovedStep[],
): readonly object[] {
  const known = record.steps - steps.length;
  return moved.filter(({ number }) => number <= known).map((step) => moveValues(record, step));
}

function moveValues(record: SagaRecord, { number, status, turn, failure }: MovedStep): object {
  const endedAt = open.includes(status) ? undefined : record.changedAt;
  return { ...addressOf(record), number, status, turn, failure: storedText(failure), ended_at: endedAt };
}

function addressOf({ saga, key }: SagaAddress): SagaAddress {
  return { saga, key };
}
