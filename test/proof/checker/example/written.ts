import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import type { LoggedEvent } from '../log.js';
import type { Observed } from './observed.js';

/** Where a run has left what is judged. */
export interface Left {
  readonly folder: string;
  readonly url: string;
}

/** Leaves a history behind, with a file for each process, as a run does. */
export function writeHistory({ lines }: Observed, folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const name of new Set(lines.map(({ process }) => process))) {
    const own = lines.filter(({ process }) => process === name).sort((one, other) => one.at - other.at);
    writeFileSync(join(folder, `${name}.jsonl`), own.map((line) => `${JSON.stringify(line)}\n`).join(''));
  }
}

/** Fills a migrated database as a run has left it; the event at `last` is committed behind all the others. */
export async function writeTables(seen: Observed, url: string, last?: number): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    for (const [stream, version] of seen.versions) {
      const text = 'INSERT INTO daybook.streams (stream_id, version, recorded_at) VALUES ($1, $2, now())';
      await client.query(text, [stream, version]);
    }
    const late = seen.events.filter(({ position }) => position === last);
    await client.query('BEGIN');
    for (const event of seen.events) if (!late.includes(event)) await insert(client, event);
    await client.query('COMMIT');
    for (const event of late) await insert(client, event);
    for (const { position, eventId, stream, version, worker } of seen.rows) {
      const text =
        'INSERT INTO public.proof_entries (position, event_id, stream, version, worker) VALUES ($1, $2, $3, $4, $5)';
      await client.query(text, [position, eventId, stream, version, worker]);
    }
    await writeStanding(client, seen);
  } finally {
    await client.end();
  }
}

async function insert(client: Client, event: LoggedEvent): Promise<void> {
  const { position, stream, version, eventId, type, call, value, coins, owner, counterpart, of, asked } = event;
  const isTransfer = type === 'proof.debited' || type === 'proof.credited';
  const data = {
    ...(isTransfer ? { transfer: call } : { call }),
    ...(type === 'proof.debited' ? { to: counterpart } : { from: counterpart }),
    ...{ value, coins, owner, of },
    ...asked,
  };
  await client.query(
    `INSERT INTO daybook.events
       (position, stream_key, version, event_id, event_type, schema_version, data, metadata, occurred_at, recorded_at)
     SELECT $1, stream_key, $3, $4, $5, 1, $6, '{}', now(), now() FROM daybook.streams WHERE stream_id = $2`,
    [position, stream, version, eventId, type, data],
  );
}

async function writeStanding(
  client: Client,
  { subscriptions, balances, holdings, snapshots, instances, steps }: Observed,
): Promise<void> {
  const columns = 'owner text, coins integer, changes integer, seen integer';
  await client.query(`CREATE TABLE public.proof_balances (account text, ${columns})`);
  await client.query(`CREATE TABLE public.proof_holdings (${columns})`);
  for (const { key, owner, coins, changes, seen } of balances) {
    const text = 'INSERT INTO public.proof_balances VALUES ($1, $2, $3, $4, $5)';
    await client.query(text, [key, owner, coins, changes, seen]);
  }
  for (const { owner, coins, changes, seen } of holdings) {
    await client.query('INSERT INTO public.proof_holdings VALUES ($1, $2, $3, $4)', [owner, coins, changes, seen]);
  }
  for (const { stream, version, position, eventId, state } of snapshots) {
    await client.query(
      `INSERT INTO daybook.snapshots (stream_id, fingerprint, version, position, event_id, taken_at, checksum, state)
       VALUES ($1, '', $2, $3, $4, now(), '', $5)`,
      [stream, version, position, eventId, JSON.stringify({ state, types: {} })],
    );
  }
  for (const { saga, key, status } of instances) {
    await client.query(
      `INSERT INTO daybook.saga_instances
         (saga, key, version, status, state, correlation_id, metadata, started_by, started_position, started_at, changed_at,
          steps, turns)
       VALUES ($1, $2, 1, $3, '{}', $2, '{}', gen_random_uuid(), 1, now(), now(), 9, 9)`,
      [saga, key, status],
    );
  }
  for (const { saga, key, number, kind, type, status, attempts, deadline } of steps) {
    await client.query(
      `INSERT INTO daybook.saga_steps (saga, key, number, turn, kind, type, payload, status, cause, decided_at, attempts)
       VALUES ($1, $2, $3, $3, $4, $5, '{}', $6, $7, now(), $8)`,
      [saga, key, number, kind, type, status, { deadline }, attempts],
    );
  }
  for (const { name, kind, types, categories, positions } of subscriptions) {
    await client.query(
      `INSERT INTO daybook.subscriptions
         (name, kind, types, categories, segments, wanted_segments, revision, registered_at)
       VALUES ($1, $2, $3, $4, $5, $5, 1, now())`,
      [name, kind, types, categories, positions.length],
    );
    for (const [segment, position] of positions.entries()) {
      await client.query(
        `INSERT INTO daybook.subscription_segments (subscription, segment, position, advanced_at, epoch)
         VALUES ($1, $2, $3, now(), 1)`,
        [name, segment, position],
      );
    }
  }
}
