import type { PoolClient, QueryArrayConfig } from 'pg';
import type { DataSource } from 'typeorm';
import { ConnectionLost } from './connection-lost.js';
import { isAborted, isStaleStatement, sqlStateOf } from './database-error.js';

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

/**
 * Runs work on a connection of the DataSource's own pool, always to the primary, and gives it back; waits for both as
 * long as it takes.
 *
 * @throws ConnectionLost the server answered with an error and ended the connection
 */
export async function withConnection<R>(dataSource: DataSource, work: (client: PoolClient) => Promise<R>): Promise<R> {
  const runner = dataSource.createQueryRunner('master');
  try {
    return await onConnection((await runner.connect()) as PoolClient, work);
  } finally {
    await runner.release();
  }
}

/**
 * Runs work on a connection. One that has not survived an error is closed, so that the pool hands it to nobody.
 *
 * @throws ConnectionLost the server answered with an error and ended the connection
 */
export async function onConnection<R>(client: PoolClient, work: (client: PoolClient) => Promise<R>): Promise<R> {
  try {
    // Left open by whoever had the connection before: everything that is written would go down with it.
    if (isInTransaction(client)) await client.query('ROLLBACK');
    return await work(client);
  } catch (error) {
    if (sqlStateOf(error) !== undefined && (await stillAnswers(client))) throw error;
    void client.end().catch(() => undefined);
    throw sqlStateOf(error) === undefined ? error : new ConnectionLost(error);
  }
}

// Asked, because the severity that tells an ERROR from a FATAL is translated into the server's language.
async function stillAnswers(client: PoolClient): Promise<boolean> {
  try {
    await client.query('SELECT 1');
    return true;
  } catch (error) {
    return isAborted(error);
  }
}

function isInTransaction(client: Partial<Pick<PoolClient, 'getTransactionStatus'>>): boolean {
  // Drivers before 8.20 do not tell.
  const status = client.getTransactionStatus?.();
  return status === 'T' || status === 'E';
}

const forgetful = new WeakSet<PoolClient>();

/**
 * Runs one statement on a connection, unparsed: what is not looked at need not be parsed.
 *
 * Where the server has forgotten a prepared statement (somebody ran DISCARD ALL, a pooler changed the server behind the
 * connection, a migration changed what the statement returns), statements go unprepared from then on.
 */
export async function queryOn(
  client: PoolClient,
  statement: Statement,
  values: readonly unknown[],
): Promise<readonly TextRow[]> {
  const { text, name } = statement;
  if (name === undefined || forgetful.has(client)) return send(client, { text }, values);
  try {
    return await send(client, statement, values);
  } catch (error) {
    if (!isStaleStatement(error)) throw error;
    forgetful.add(client);
    // Nothing has run yet, so that it can be sent again; but not within a transaction, which the error has aborted.
    return await send(client, { text }, values).catch((again: unknown) => {
      throw isAborted(again) ? error : again;
    });
  }
}

async function send(client: PoolClient, statement: Statement, values: readonly unknown[]): Promise<readonly TextRow[]> {
  const config: QueryArrayConfig = { ...statement, values: values as unknown[], rowMode: 'array', types: asText };
  const { rows } = await client.query<(string | null)[]>(config);
  return rows;
}
