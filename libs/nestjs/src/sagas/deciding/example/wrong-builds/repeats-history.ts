import { decideSaga } from '../../decide-saga.js';
import type { Decide } from '../kept-saga.js';

/** Does again what was done in history. */
export const repeatsHistory: Decide = (of, input, now) =>
  decideSaga(of, input.kind === 'event' ? { ...input, history: false } : input, now);
