import type { PoolClient } from 'pg';
import type { QueryRunner } from 'typeorm';
import type { EntityManager } from '../stream/transaction.js';
import { queryOn } from './connection.js';
import type { InlineKeys } from './inline-keys.js';
import type { Statements } from './statements.js';

/** Advisory locks of the server, one for each part of a projection's keys. */
export class PostgresInlineKeys implements InlineKeys {
  constructor(private readonly statements: Statements) {}

  async lock(
    { name, version }: { readonly name: string; readonly version: number },
    keys: readonly string[],
    { queryRunner }: EntityManager,
  ): Promise<number | undefined> {
    const client = (await (queryRunner as QueryRunner).connect()) as PoolClient;
    const [row] = await queryOn(client, this.statements.lock_inline_keys, [name, version, keys]);
    return row?.[0] == null ? undefined : Number(row[0]);
  }
}
