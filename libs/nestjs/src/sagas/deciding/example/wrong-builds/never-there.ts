import { decideSaga } from '../../decide-saga.js';
import type { Decide } from '../kept-saga.js';

/** Never finds that everything is undone. */
export const neverThere: Decide = (of, input, now) => {
  const change = decideSaga(of, input, now);
  if (change?.record.status !== 'compensated') return change;
  return { ...change, record: { ...change.record, status: 'compensating' } };
};
