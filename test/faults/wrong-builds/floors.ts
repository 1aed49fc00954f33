import type { SqlVariant } from './sql-variant.js';

const takeIt = 'PERFORM :schema.take_floor();';
const allocated = '  SELECT array_agg(written.position ORDER BY written.position) INTO positions FROM written;\n';
const remember = 'PERFORM set_config(name, pg_current_xact_id()::text, true);';
const taken = 'IF current_setting(name, true) = pg_current_xact_id()::text THEN';

/** Nothing is announced to readers. */
export const noFloor: readonly SqlVariant[] = [{ file: 'functions/write_events.sql', changes: [[takeIt, '']] }];

/** The floor is taken when the positions are allocated already, and lies above them. */
export const floorAfterAllocation: readonly SqlVariant[] = [
  {
    file: 'functions/write_events.sql',
    changes: [
      [takeIt, ''],
      [allocated, `${allocated}  ${takeIt}\n`],
    ],
  },
];

/** The floor is taken before the row of the stream is waited for. */
export const floorBeforeRowLock: readonly SqlVariant[] = [
  {
    file: 'functions/append.sql',
    changes: [['PERFORM :schema.refuse_unsafe_commit();', `PERFORM :schema.refuse_unsafe_commit();\n  ${takeIt}`]],
  },
];

/** The floor is remembered for the session: the second transaction on a connection announces nothing. */
export const floorForTheSession: readonly SqlVariant[] = [
  {
    file: 'functions/take_floor.sql',
    changes: [
      [remember, `PERFORM set_config(name, 'taken', false);`],
      [taken, `IF coalesce(current_setting(name, true), '') <> '' THEN`],
    ],
  },
];

/** The floor is not remembered: each append of a transaction takes another lock. */
export const floorForEachAppend: readonly SqlVariant[] = [
  { file: 'functions/take_floor.sql', changes: [[remember, '']] },
];

/** That the floor is taken is remembered by a lock of the session, which stays when the floor goes with a savepoint. */
export const floorThatOutlivesSavepoints: readonly SqlVariant[] = [
  {
    file: 'functions/take_floor.sql',
    changes: [
      [remember, 'PERFORM pg_advisory_lock(pg_current_xact_id()::text::bigint);'],
      [
        taken,
        `IF EXISTS (SELECT FROM pg_locks AS lock WHERE lock.pid = pg_backend_pid() AND lock.locktype = 'advisory'
             AND lock.objsubid = 1 AND lock.objid::text = pg_current_xact_id()::text) THEN`,
      ],
    ],
  },
];

/** The floor is a lock of the session, which nobody gives back when the transaction ends. */
export const floorOfTheSession: readonly SqlVariant[] = [
  {
    file: 'functions/take_floor.sql',
    changes: [['pg_advisory_xact_lock_shared(', 'pg_advisory_lock_shared(']],
  },
];

/** The log is safe up to what transactions have written that are older than any that still runs, whatever those do. */
export const safeBelowXmin: readonly SqlVariant[] = [
  {
    file: 'functions/safe_position.sql',
    changes: [
      [
        'RETURN least(head, floor);',
        `RETURN (SELECT coalesce(max(event.position), 0) FROM :schema.events AS event
             WHERE event.xmin::text::bigint < (pg_snapshot_xmin(pg_current_snapshot())::text::bigint & 4294967295));`,
      ],
    ],
  },
];

/** The log is safe up to the last position that was given, whatever is in flight below it. */
export const safeUpToTheHead: readonly SqlVariant[] = [
  { file: 'functions/safe_position.sql', changes: [['RETURN least(head, floor);', 'RETURN head;']] },
];
