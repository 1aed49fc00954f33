import { decideSaga } from '../../decide-saga.js';
import type { Decide } from '../kept-saga.js';

/** Undoes in the order in which things were done. */
export const firstThingsFirst: Decide = (of, input, now) => {
  const change = decideSaga(of, input, now);
  if (change?.record.status !== 'compensating') return change;
  const turns = change.moved.flatMap(({ turn }) => turn ?? []).sort((a, b) => a - b);
  const moved = [...change.moved].sort((a, b) => a.number - b.number);
  return { ...change, moved: moved.map((move) => (move.turn === undefined ? move : { ...move, turn: turns.shift() })) };
};
