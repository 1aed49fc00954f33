import pg from 'pg';

/** A statement at which a process is killed. */
export interface DeathText {
  /** Of a regular expression. */
  readonly pattern: string;
  /** Whether the statement is on its way to the server by then. */
  readonly sent: boolean;
}

/** Kills this process, by SIGKILL, at the next statement of a text. */
export function dieAt({ pattern, sent }: DeathText): void {
  const met = new RegExp(pattern);
  const send = pg.Client.prototype.query as (this: pg.Client, ...given: unknown[]) => unknown;
  pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
    const [asked] = given;
    const text = typeof asked === 'string' ? asked : ((asked as { readonly text?: string } | undefined)?.text ?? '');
    if (!met.test(text)) return send.apply(this, given);
    if (!sent) process.kill(process.pid, 'SIGKILL');
    const answer = send.apply(this, given);
    setImmediate(() => process.kill(process.pid, 'SIGKILL'));
    return answer;
  } as typeof pg.Client.prototype.query;
}
