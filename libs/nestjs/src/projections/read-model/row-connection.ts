import type { EntityManager } from '@daybook/event-store';
import type { DataSource, QueryRunner } from 'typeorm';

/** A row as the driver leaves it with parsing switched off: the text of each column. */
export type TextRow = readonly (string | null)[];

/** A statement; with a name, the server keeps its plan under it. */
export interface RowStatement {
  readonly text: string;
  readonly name?: string;
}

/** As much of the driver as is needed, which is not imported here. */
interface Client {
  query(config: object): Promise<{ readonly rows: readonly TextRow[] }>;
}

const asText = { getTypeParser: () => (text: string) => text };

/** Runs a statement in the manager's transaction, or on a connection of its own, unparsed: the codecs know better. */
export async function queryRows(
  dataSource: DataSource,
  manager: EntityManager | undefined,
  statement: RowStatement,
  values: readonly string[],
): Promise<readonly TextRow[]> {
  const held = manager?.queryRunner as QueryRunner | undefined;
  const runner = held ?? dataSource.createQueryRunner('master');
  try {
    const client = (await runner.connect()) as Client;
    return (await client.query({ ...statement, values, rowMode: 'array', types: asText })).rows;
  } finally {
    if (held === undefined) await runner.release();
  }
}
