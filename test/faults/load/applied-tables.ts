import { Pool } from 'pg';
import type { Effect } from './effect-receiver.js';

/** A row that a subscriber has written beside its checkpoint. */
export interface AppliedRow extends Omit<Effect, 'key'> {
  readonly subscription: string;
  readonly position: number;
  /** The process that has written it. */
  readonly worker: string;
}

/** What a fold has made of a stream. */
export interface SumRow {
  readonly stream: string;
  readonly events: number;
  readonly total: number;
  readonly version: number;
}

/** The tables into which the subscribers of a test write. Nothing in them hinders who writes twice. */
export async function createAppliedTables(url: string): Promise<void> {
  await ask(
    url,
    `CREATE TABLE public.applied (
       id bigserial, subscription text, position bigint, stream text, version bigint, worker text
     );
     CREATE TABLE public.sums (stream text PRIMARY KEY, events bigint, total bigint, version bigint);
     GRANT ALL ON public.applied, public.applied_id_seq, public.sums TO PUBLIC`,
  );
}

/** In the order in which they were written, as far as one writes after the other. */
export async function appliedRows(url: string): Promise<readonly AppliedRow[]> {
  const rows = await ask(url, 'SELECT * FROM public.applied ORDER BY id');
  return rows.map((row) => ({
    subscription: String(row['subscription']),
    position: Number(row['position']),
    stream: String(row['stream']),
    version: Number(row['version']),
    worker: String(row['worker']),
  }));
}

export async function sumRows(url: string): Promise<readonly SumRow[]> {
  const rows = await ask(url, 'SELECT * FROM public.sums');
  return rows.map((row) => ({
    stream: String(row['stream']),
    events: Number(row['events']),
    total: Number(row['total']),
    version: Number(row['version']),
  }));
}

/** How far the subscriptions have come, by name: the checkpoint that is furthest behind. */
export async function checkpoints(url: string): Promise<ReadonlyMap<string, number>> {
  const text = 'SELECT subscription, min(position) AS position FROM daybook.subscription_segments GROUP BY 1';
  const rows = await ask(url, text);
  return new Map(rows.map((row) => [String(row['subscription']), Number(row['position'])]));
}

async function ask(url: string, text: string): Promise<readonly Record<string, unknown>[]> {
  const pool = new Pool({ connectionString: url, max: 1 });
  // The server may be killed while it is asked.
  pool.on('error', () => undefined);
  try {
    return (await pool.query<Record<string, unknown>>(text)).rows;
  } finally {
    await pool.end();
  }
}
