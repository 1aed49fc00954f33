import type { Isolation } from '../postgres/statement.js';

/** What a session is told to do in a trace: what the model has, on a table of streams, an own sequence and own locks. */
export type TraceAction =
  | { readonly does: 'begin'; readonly isolation: Isolation }
  | { readonly does: 'commit' | 'rollback' | 'nextval' | 'read sequence' | 'read locks' | 'recall' | 'select' }
  | { readonly does: 'savepoint' | 'rollback to'; readonly name: string }
  | { readonly does: 'lock shared'; readonly key: number }
  | { readonly does: 'remember'; readonly value: string }
  | { readonly does: 'lock row'; readonly stream: string; readonly skipLocked: boolean }
  | { readonly does: 'insert' | 'delete'; readonly stream: string }
  /** Counts a stream's version up while it is below a limit. */
  | { readonly does: 'update'; readonly stream: string; readonly below: number };

/** What came of it: an answer, a refusal with its SQLSTATE, or nothing yet. */
export type Outcome = { readonly answer: unknown } | { readonly error: string } | { readonly waits: true };

/** A line of a trace: a session was told to do something, or one that had waited was looked at again. */
export interface TraceLine {
  readonly session: number;
  readonly action?: TraceAction;
  readonly outcome: Outcome;
}

export type Trace = readonly TraceLine[];

export function traceInWords({ session, action, outcome }: TraceLine): string {
  return `session ${session}: ${action === undefined ? '…' : JSON.stringify(action)} → ${JSON.stringify(outcome)}`;
}
