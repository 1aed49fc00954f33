import { decideSaga } from '../../decide-saga.js';
import type { Decide } from '../kept-saga.js';

/** Has compensations sent when an operator ends an instance. */
export const undoesTheEnded: Decide = (of, input, now) => {
  const change = decideSaga(of, input, now);
  if (change === undefined || input.kind !== 'end') return change;
  const declared = of.held?.open.filter(({ status }) => status === 'declared').map(({ number }) => number) ?? [];
  let { turns } = change.record;
  const moved = change.moved.map((move) =>
    declared.includes(move.number) ? { ...move, status: 'due' as const, turn: ++turns } : move,
  );
  return { ...change, moved, record: { ...change.record, turns } };
};
