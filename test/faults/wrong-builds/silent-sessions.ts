import type { SqlVariant } from './sql-variant.js';

/** A session that keeps warnings to itself keeps the one about its commit. */
export const silentSessions: readonly SqlVariant[] = [
  {
    file: 'functions/refuse_unsafe_commit.sql',
    changes: [[`PERFORM set_config('client_min_messages', 'warning', true);`, 'NULL;']],
  },
];
