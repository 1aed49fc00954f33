import type { PoolClient, QueryArrayConfig } from 'pg';
import type { DataSource } from 'typeorm';

/** A row as the driver leaves it with parsing switched off: the text of each column. */
export type TextRow = readonly (string | null)[];

/** Runs one statement and answers its rows. */
export type Query = (statement: Statement, values: readonly unknown[]) => Promise<readonly TextRow[]>;

/** A statement, with the name under which the server keeps its plan, unless prepared statements are switched off. */
export interface Statement {
  readonly text: string;
  readonly name?: string;
}

const asText = { getTypeParser: () => (text: string) => text };

/** Runs work on a connection of the DataSource's own pool, always to the primary, and gives it back. */
export async function withConnection<R>(dataSource: DataSource, work: (client: PoolClient) => Promise<R>): Promise<R> {
  const runner = dataSource.createQueryRunner('master');
  try {
    return await work((await runner.connect()) as PoolClient);
  } finally {
    await runner.release();
  }
}

/** Runs one statement on a connection, unparsed: what is not looked at need not be parsed. */
export async function queryOn(
  client: PoolClient,
  statement: Statement,
  values: readonly unknown[],
): Promise<readonly TextRow[]> {
  const config: QueryArrayConfig = { ...statement, values: values as unknown[], rowMode: 'array', types: asText };
  const { rows } = await client.query<(string | null)[]>(config);
  return rows;
}
