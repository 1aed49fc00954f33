import type { SqlVariant } from './sql-variant.js';

/** Holds instances in the order in which the caller names them, and some callers name them backwards. */
export const unsortedHolds: readonly SqlVariant[] = [
  {
    file: 'functions/hold_sagas.sql',
    changes: [
      [
        `  PERFORM FROM unnest(sagas, keys) AS asked (saga, key)
  JOIN :schema.saga_instances AS kept ON kept.saga = asked.saga AND kept.key = asked.key
  ORDER BY kept.saga, kept.key
  FOR NO KEY UPDATE OF kept;`,
        `  FOR i IN 1 .. cardinality(keys) LOOP
    PERFORM FROM :schema.saga_instances AS kept WHERE kept.saga = sagas[i] AND kept.key = keys[i] FOR NO KEY UPDATE;
    PERFORM pg_sleep(0.002);
  END LOOP;`,
      ],
    ],
  },
];
