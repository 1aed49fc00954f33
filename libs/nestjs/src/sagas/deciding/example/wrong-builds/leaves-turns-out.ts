import { decideSaga } from '../../decide-saga.js';
import type { Decide } from '../kept-saga.js';

/** Counts a turn for a step that is never sent. */
export const leavesTurnsOut: Decide = (of, input, now) => {
  const change = decideSaga(of, input, now);
  if (change?.steps.some(({ status }) => status === 'cancelled') !== true) return change;
  return { ...change, record: { ...change.record, turns: change.record.turns + 1 } };
};
