import type { SqlVariant } from './sql-variant.js';

/** Commits without waiting for the disk, as under `synchronous_commit = off`. */
export const unsafeCommits: readonly SqlVariant[] = [
  {
    file: 'functions/refuse_unsafe_commit.sql',
    changes: [
      [
        "IF current_setting('synchronous_commit') = 'off' THEN",
        "PERFORM set_config('synchronous_commit', 'off', true);\n  IF false THEN",
      ],
    ],
  },
];
