import { lockShared, type Program, readSequence, recall, remember, type SequenceState } from '../postgres/statement.js';

/** The last position that was allocated. */
export function headOf({ lastValue, isCalled }: SequenceState): number {
  return isCalled ? lastValue : lastValue - 1;
}

/** `functions/take_floor.sql` */
export function* takeFloor(): Program {
  if ((yield* recall('floor')) !== undefined) return;
  const floor = headOf(yield* readSequence());
  yield* lockShared(floor);
  yield* remember('floor', 'taken');
}
