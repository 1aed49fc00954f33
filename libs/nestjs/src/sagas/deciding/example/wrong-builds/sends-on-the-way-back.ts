import { decideSaga } from '../../decide-saga.js';
import type { Decide } from '../kept-saga.js';

/** Sends also what is asked for by an instance that undoes what it did. */
export const sendsOnTheWayBack: Decide = (of, input, now) => {
  const change = decideSaga(of, input, now);
  if (change === undefined || of.held?.record.status !== 'compensating') return change;
  let { turns } = change.record;
  const steps = change.steps.map((step) =>
    step.status === 'cancelled' ? { ...step, status: 'due' as const, turn: ++turns } : step,
  );
  return { ...change, steps, record: { ...change.record, turns } };
};
