import { Client } from 'pg';

/** How one statement ended. */
export interface Attempt {
  readonly statement: string;
  /** The SQLSTATE with which it was refused; undefined if it was done. */
  readonly refusedWith: string | undefined;
}

/** Tries statements on a connection of their own, each in a transaction that is rolled back. */
export async function attempt(
  url: string,
  statements: readonly string[],
  ...before: readonly string[]
): Promise<readonly Attempt[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of before) await client.query(statement);
    const attempts: Attempt[] = [];
    for (const statement of statements) {
      await client.query('BEGIN');
      const refusedWith = await client.query(statement).then(
        () => undefined,
        (error: unknown) => (error as { code: string }).code,
      );
      await client.query('ROLLBACK');
      attempts.push({ statement, refusedWith });
    }
    return attempts;
  } finally {
    await client.end();
  }
}

/** The statements that were not refused with this SQLSTATE. */
export function notRefusedWith(state: string, attempts: readonly Attempt[]): readonly string[] {
  return attempts.filter(({ refusedWith }) => refusedWith !== state).map(({ statement }) => statement);
}
