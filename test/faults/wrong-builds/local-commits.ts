import type { SqlVariant } from './sql-variant.js';

/** Commits without waiting for the synchronous standby, as under `synchronous_commit = local`. */
export const localCommits: readonly SqlVariant[] = [
  {
    file: 'functions/refuse_unsafe_commit.sql',
    changes: [
      [
        "IF current_setting('synchronous_commit') = 'off' THEN",
        "PERFORM set_config('synchronous_commit', 'local', true);\n  IF false THEN",
      ],
    ],
  },
];
