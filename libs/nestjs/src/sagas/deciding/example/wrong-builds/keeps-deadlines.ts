import { decideSaga } from '../../decide-saga.js';
import type { Decide } from '../kept-saga.js';

/** Leaves deadlines set when an instance comes to an end. */
export const keepsDeadlines: Decide = (of, input, now) => {
  const change = decideSaga(of, input, now);
  return change && input.kind !== 'deadline' && change.record.status !== 'running' ? { ...change, over: [] } : change;
};
