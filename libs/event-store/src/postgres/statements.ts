import { createHash } from 'node:crypto';
import type { Statement } from './connection.js';
import { sqlFile, sqlFilesIn } from './sql-file.js';

/** The statements of `sql/queries`, by file name. */
export type StatementName =
  | 'abandon_copy'
  | 'accept_incarnation'
  | 'advance_segment'
  | 'append'
  | 'append_group'
  | 'beat'
  | 'begin_copy'
  | 'claim_key'
  | 'claim_segments'
  | 'claim_stands'
  | 'claim_steps'
  | 'correlated_sagas'
  | 'count_sagas'
  | 'done_steps'
  | 'drop_parked'
  | 'drop_snapshots'
  | 'dropped_events'
  | 'due_deadlines'
  | 'due_retries'
  | 'end_copy'
  | 'end_transaction'
  | 'events_of_append'
  | 'fail_step'
  | 'find_append'
  | 'head'
  | 'held_floors'
  | 'history'
  | 'hold_sagas'
  | 'holding_sagas'
  | 'incarnation'
  | 'known_outset'
  | 'leave'
  | 'limit_locks'
  | 'limit_transaction'
  | 'list_sagas'
  | 'list_snapshots'
  | 'listen'
  | 'live_processes'
  | 'lock_inline_keys'
  | 'log_place'
  | 'name_listener'
  | 'nearest_snapshot'
  | 'news'
  | 'next_attempt'
  | 'next_deadline'
  | 'note_incarnation'
  | 'notify'
  | 'parked_counts'
  | 'parked_events'
  | 'parked_keys'
  | 'pause_subscription'
  | 'prerequisites'
  | 'prune_keys'
  | 'prune_sagas'
  | 'pruned_sagas'
  | 'put_snapshot'
  | 'read_log'
  | 'read_stream_backwards'
  | 'read_stream_forwards'
  | 'read_streams_forwards'
  | 'register_subscriptions'
  | 'release_segments'
  | 'release_steps'
  | 'remove_subscription'
  | 'renew_steps'
  | 'resume_subscription'
  | 'retry_parked'
  | 'safe_position'
  | 'saga_caught_up'
  | 'saga_outset'
  | 'settle_key'
  | 'show_saga'
  | 'spend_key'
  | 'stop_subscription'
  | 'stream_copies'
  | 'streams_named'
  | 'subscription_status'
  | 'types_wanted'
  | 'waiting_sagas'
  | 'write_sagas';

export type Statements = Readonly<Record<StatementName, Statement>>;

/**
 * Loads the statements for a schema. The server keeps a plan under each one's name; the name depends on the text, so
 * that two stores or two releases on one connection never take each other's.
 */
export function statementsFor(schema: string, prepared: boolean): Statements {
  const entries = sqlFilesIn('queries').map((file) => {
    const text = sqlFile(`queries/${file}`, schema);
    const name = `daybook_${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
    return [file.replace(/\.sql$/, ''), prepared ? { name, text } : { text }] as const;
  });
  return Object.fromEntries(entries) as Statements;
}
