import { decideSaga } from '../../decide-saga.js';
import type { Decide } from '../kept-saga.js';

/** Changes the state that it was given, instead of one of its own. */
export const writesInPlace: Decide = (of, input, now) => {
  const change = decideSaga(of, input, now);
  if (change !== undefined && of.held !== undefined) Object.assign(of.held.record.state, change.record.state);
  return change;
};
