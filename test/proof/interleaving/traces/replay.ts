import { ModelConnection } from '../postgres/model-connection.js';
import type { ModelDatabase } from '../postgres/model-database.js';
import { SqlError } from '../postgres/sql-error.js';
import { programOf } from './trace-program.js';
import { type Outcome, type Trace, traceInWords } from './trace.js';

/** Where a model says something else than PostgreSQL has said. */
export interface Difference {
  /** The line, and those before it. */
  readonly lines: readonly string[];
  readonly model: string;
}

/** Replays a trace through a model: each session does what it did, in the same order, and must be told the same. */
export function replay(trace: Trace, database: ModelDatabase): Difference | undefined {
  const sessions = new Map<number, { readonly connection: ModelConnection; outcome: Outcome }>();
  for (const [at, line] of trace.entries()) {
    const session = sessions.get(line.session) ?? {
      connection: new ModelConnection(database, `session ${line.session}`),
      outcome: { waits: true },
    };
    sessions.set(line.session, session);
    const { connection } = session;
    if (line.action !== undefined) {
      session.outcome = { waits: true };
      connection.start(
        programOf(line.action),
        (answer) => (session.outcome = { answer }),
        (error) => (session.outcome = { error: error instanceof SqlError ? error.code : String(error) }),
      );
    }
    for (let step = connection.step(); step?.waits === false; step = connection.step());
    const model = JSON.stringify(session.outcome);
    if (model !== JSON.stringify(line.outcome)) {
      return { lines: trace.slice(0, at + 1).map(traceInWords), model };
    }
  }
  return undefined;
}
