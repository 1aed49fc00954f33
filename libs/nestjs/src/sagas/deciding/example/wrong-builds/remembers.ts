import { decideSaga } from '../../decide-saga.js';
import type { Decide } from '../kept-saga.js';

/** Keeps something in mind between decisions: how many there were. */
export function remembers(): Decide {
  let decisions = 0;
  return (of, input, now) => {
    const change = decideSaga(of, input, now);
    decisions += 1;
    return change && { ...change, record: { ...change.record, state: { ...change.record.state, decisions } } };
  };
}
