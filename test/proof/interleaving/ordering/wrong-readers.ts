import { begin, commit, readLocks, readSequence } from '../postgres/statement.js';
import type { Tables } from '../postgres/tables.js';
import { readLog } from '../programs/read-log.js';
import { safePosition } from '../programs/safe-position.js';
import { headOf } from '../programs/take-floor.js';
import { pageSize, readingPages } from './reading-pages.js';

/** Reads on from the last position that it has seen, whatever is still in flight below it. */
export const readsOnFromTheLastSeen = readingPages(() => (after) => readLog(after, Infinity, pageSize));

/** Waits at a hole in the positions for 50 ms, and takes it for a rollback then. */
export const gapTimeout = readingPages(({ database }) => {
  const since = new Map<number, number>();
  return function* (after) {
    const events = yield* readLog(after, Infinity, pageSize);
    const whole: Tables['events'][] = [];
    let next = after + 1;
    for (const event of events) {
      if (event.position !== next) {
        if (!since.has(next)) since.set(next, database.now);
        if (database.now - (since.get(next) ?? 0) < 50) break;
      }
      whole.push(event);
      next = event.position + 1;
    }
    return whole;
  };
});

/** Reads the events in the snapshot in which it has asked for the locks. */
export const oneSnapshot = readingPages(
  () =>
    function* (after) {
      yield* begin('repeatable read');
      const page = yield* readLog(after, yield* safePosition(), pageSize);
      yield* commit();
      return page;
    },
);

/** Reads the events, and asks afterwards up to where they are complete. */
export const eventsBeforeFloors = readingPages(
  () =>
    function* (after) {
      const events = yield* readLog(after, Infinity, pageSize);
      const safe = yield* safePosition();
      return events.filter(({ position }) => position <= safe);
    },
);

/** Asks who holds a floor before it asks how far the sequence is. */
export const floorsBeforeTheHead = readingPages(
  () =>
    function* (after) {
      const floors = yield* readLocks();
      return yield* readLog(after, Math.min(headOf(yield* readSequence()), ...floors), pageSize);
    },
);

/** Keeps the safe position: what was complete once will be so for ever. */
export const cachedSafePosition = readingPages(() => {
  let safe = 0;
  return function* (after) {
    safe = Math.max(safe, yield* safePosition());
    return yield* readLog(after, safe, pageSize);
  };
});
