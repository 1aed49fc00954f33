import type { SqlVariant } from './sql-variant.js';

/** Locks the streams in the order in which the caller names them; the pause makes the run shorter that finds it out. */
export const unsortedLocks: readonly SqlVariant[] = [
  {
    file: 'functions/lock_streams.sql',
    changes: [
      [
        `    PERFORM FROM :schema.streams AS stream WHERE stream.stream_id = ANY (stream_ids)
    ORDER BY stream.stream_key FOR NO KEY UPDATE;`,
        `    FOR i IN 1 .. cardinality(stream_ids) LOOP
      PERFORM FROM :schema.streams AS stream WHERE stream.stream_id = stream_ids[i] FOR NO KEY UPDATE;
      PERFORM pg_sleep(0.002);
    END LOOP;`,
      ],
    ],
  },
  // Everything goes alone, so that it waits.
  {
    file: 'functions/append_group.sql',
    changes: [["    judgement := 'appended';\n    last := first;", "    judgement := 'alone';\n    last := first;"]],
  },
];

/** A group that waits for the rows which others hold. */
export const groupWaitsForRows: readonly SqlVariant[] = [
  {
    file: 'functions/append_group.sql',
    changes: [
      ['streams := :schema.lock_streams(stream_ids, true);', 'streams := :schema.lock_streams(stream_ids, false);'],
      ["SET lock_timeout = '20ms'\n", ''],
    ],
  },
];

/** Nobody is kept from the rows of inline projections while they are folded. */
export const keysWithoutLocks: readonly SqlVariant[] = [
  {
    file: 'functions/lock_inline_keys.sql',
    changes: [['    PERFORM pg_advisory_xact_lock(:schema.inline_lock(projection, part));', '    NULL;']],
  },
];
