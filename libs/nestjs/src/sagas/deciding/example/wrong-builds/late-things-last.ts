import { decideSaga } from '../../decide-saga.js';
import type { Decide } from '../kept-saga.js';

/** Undoes what comes late behind all that is waiting to be undone. */
export const lateThingsLast: Decide = (of, input, now) => {
  const change = decideSaga(of, input, now);
  if (of.held?.record.status !== 'compensating' || change === undefined || input.kind !== 'event') return change;
  const waiting = change.moved.filter(({ turn }) => turn !== undefined);
  const late = change.steps.filter(({ turn }) => turn !== undefined);
  const turns = [...waiting, ...late].map(({ turn }) => Number(turn)).sort((a, b) => a - b);
  const inTurn = new Map([...waiting, ...late].map(({ number }, at) => [number, turns[at]]));
  return {
    ...change,
    moved: change.moved.map((move) => ({ ...move, turn: inTurn.get(move.number) })),
    steps: change.steps.map((step) => ({ ...step, turn: inTurn.get(step.number) })),
  };
};
