import { lockShared, type Program, readSequence, recall, remember, unlockShared } from '../postgres/statement.js';
import { headOf, takeFloor } from '../programs/take-floor.js';
import { insertEvents, type WriteEvents } from '../programs/write-events.js';
import type { Writing } from './unit-of-work.js';

/** Nothing is announced to readers. */
export const noFloor: Writing = { write: () => insertEvents };

/** The floor is taken when the positions are allocated already, and lies above them. */
export const floorAfterAllocation: Writing = {
  write: () =>
    function* (events) {
      const written = yield* insertEvents(events);
      yield* takeFloor();
      return written;
    },
};

/** The floor is given back before the commit has become visible. */
export const floorReleasedBeforeVisible: Writing = {
  write: () =>
    function* (events) {
      if ((yield* recall('floor')) === undefined) {
        const floor = headOf(yield* readSequence());
        yield* lockShared(floor);
        yield* remember('floor', String(floor));
      }
      return yield* insertEvents(events);
    },
  *beforeCommit(): Program {
    const floor = yield* recall('floor');
    if (floor !== undefined) yield* unlockShared(Number(floor));
  },
};

/** That the floor is taken is remembered where a savepoint that is rolled back does not undo it. */
export const floorThatOutlivesSavepoints: Writing = {
  write: (): WriteEvents => {
    let isTaken = false;
    return function* (events) {
      if (!isTaken) yield* takeFloor();
      isTaken = true;
      return yield* insertEvents(events);
    };
  },
};
