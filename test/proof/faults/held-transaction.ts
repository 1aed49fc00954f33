import type { Client } from 'pg';
import type { Answer } from '../history/entry.js';
import type { World } from '../world/world.js';
import { AppendBySql } from './append-by-sql.js';
import { openClient } from './open-client.js';
import { waited } from './waited.js';

export interface HeldTransaction {
  /** Whose fault it is, as calls in the history have it. */
  readonly by: string;
  readonly url: string;
  readonly appends: boolean;
}

/** What waits for the end of a transaction. */
export interface Held {
  readonly client: Client;
  /** What it has appended, if it has. */
  readonly append?: { readonly by: AppendBySql; readonly answer: Answer };
}

/** Begins a transaction that has an id, and has written: a row that nobody else reads, and maybe to the log. */
export async function beginHeld({ history, random }: World, { by, url, appends }: HeldTransaction): Promise<Held> {
  const client = await openClient(url);
  try {
    await client.query(`DO $$ BEGIN
      CREATE TABLE IF NOT EXISTS public.proof_orders (placed timestamptz DEFAULT now());
    -- Another one makes it at the same time.
    EXCEPTION WHEN unique_violation OR duplicate_table THEN NULL;
    END $$`);
    await client.query('BEGIN');
    await client.query('INSERT INTO public.proof_orders DEFAULT VALUES');
    if (!appends) return { client };
    const append = new AppendBySql(history, random, { by, way: 'held', count: random.between(1, 5) });
    return { client, append: { by: append, answer: await appended(append, client) } };
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

async function appended(append: AppendBySql, client: Client): Promise<Answer> {
  try {
    return await append.make(client);
  } catch (error) {
    // Its transaction was never asked to commit.
    append.failed(String(error));
    throw error;
  }
}

/** A transaction for a while, which is committed then, or rolled back. Answers whether it was there until its end. */
export async function holdTransaction(world: World, held: HeldTransaction, signal: AbortSignal): Promise<boolean> {
  const opened = await beginHeld(world, held).catch(() => undefined);
  if (opened === undefined) return false;
  const { client, append } = opened;
  const commits = world.random.chance(0.6);
  try {
    await waited(world.random.between(2_000, 6_000), signal);
    await client.query(commits ? 'COMMIT' : 'ROLLBACK');
    if (commits) append?.by.committed(append.answer);
    else append?.by.failed('rolled back');
    return true;
  } catch (error) {
    if (commits) append?.by.unknown(String(error));
    else append?.by.failed(String(error));
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
