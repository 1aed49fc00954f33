import type { MovedStep, NewSagaStep, SagaChange } from '@daybook/event-store';

/** Two changes of one instance, one after the other, as one that can be written. */
export function joinChanges(first: SagaChange | undefined, then: SagaChange): SagaChange {
  if (first === undefined) return then;
  const added = new Map([...first.steps, ...then.steps].map((step) => [step.number, step]));
  const moved = new Map(first.moved.map((move) => [move.number, move]));
  for (const move of then.moved) {
    const step = added.get(move.number);
    if (step === undefined) moved.set(move.number, { ...moved.get(move.number), ...present(move) });
    else added.set(move.number, stepAfter(step, move));
  }
  const set = new Map(first.deadlines.map((deadline) => [deadline.name, deadline]));
  for (const name of then.over) set.delete(name);
  for (const deadline of then.deadlines) set.set(deadline.name, deadline);
  return {
    record: then.record,
    steps: [...added.values()].sort((a, b) => a.number - b.number),
    moved: [...moved.values()],
    deadlines: [...set.values()],
    // Those that are set again are taken away before.
    over: [...new Set([...first.over, ...then.over])],
  };
}

function stepAfter(step: NewSagaStep, { status, turn = step.turn }: MovedStep): NewSagaStep {
  // Nobody has sent it, so that it becomes nothing but what a new one can be.
  return { ...step, status: status as NewSagaStep['status'], turn };
}

/** Without a turn that is not given, which would take away the one that was. */
function present({ number, status, turn, failure }: MovedStep): MovedStep {
  return turn === undefined ? { number, status, failure } : { number, status, turn, failure };
}
