import type { HeldSaga, NewSagaStep, SagaChange, SagaStep } from '@daybook/event-store';

const open: readonly string[] = ['declared', 'held', 'due'];

/** The instance as it is held after a change: for the next input, before anything is written. */
export function afterChange(
  held: HeldSaga | undefined,
  { record, steps, moved, deadlines, over }: SagaChange,
): HeldSaga {
  const all = new Map((held?.open ?? []).map((step) => [step.number, step]));
  for (const step of steps) all.set(step.number, begun(step));
  for (const { number, status, turn, failure } of moved) {
    const step = all.get(number);
    const again = status === 'due' ? { attempts: 0, failures: 0 } : {};
    if (step !== undefined) all.set(number, { ...step, ...again, status, turn: turn ?? step.turn, failure });
  }
  const set = new Map((held?.deadlines ?? []).map((deadline) => [deadline.name, deadline]));
  for (const name of over) set.delete(name);
  for (const deadline of deadlines) set.set(deadline.name, deadline);
  return {
    record,
    open: [...all.values()].filter(({ status }) => open.includes(status)).sort((a, b) => a.number - b.number),
    deadlines: [...set.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

function begun(step: NewSagaStep): SagaStep {
  return { ...step, attempts: 0, failures: 0, failure: undefined, endedAt: undefined, claimedBy: undefined };
}
