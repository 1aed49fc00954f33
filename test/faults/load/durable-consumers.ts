import type { Consumer, Delivery, EntityManager, RecordedEvent } from '@daybook/event-store';
import type { EntityManager as TypeOrmManager } from 'typeorm';
import type { Effect } from './effect-receiver.js';

const common = {
  kind: 'subscription',
  segments: 1,
  from: 0,
  batchSize: 20,
  retry: { attempts: 3, firstMs: 5, longestMs: 50 },
  parking: { perKey: 1_000, inAll: 10_000 },
  transactional: true,
  keysOf: ({ streamId }: RecordedEvent) => [streamId],
} as const;

/** Writes a row for each event, in the transaction of the checkpoint. */
export function noting(worker: string, options: Partial<Consumer> = {}): Consumer {
  const name = options.name ?? 'noting';
  return {
    ...common,
    name,
    apply: async (deliveries, manager) => note(name, worker, deliveries, manager),
    ...options,
  };
}

/** Writes the rows of a batch; also for those who write elsewhere than they should. */
export async function note(
  name: string,
  worker: string,
  deliveries: readonly Delivery[],
  manager: EntityManager | undefined,
): Promise<void> {
  const rows = deliveries.map(({ recorded: { position, streamId, version } }) => ({ position, streamId, version }));
  await (manager as TypeOrmManager).query(
    `INSERT INTO public.applied (subscription, position, stream, version, worker)
     SELECT $1, row.position, row."streamId", row.version, $2
     FROM jsonb_to_recordset($3) AS row (position bigint, "streamId" text, version bigint) ORDER BY row.position`,
    [name, worker, JSON.stringify(rows)],
  );
}

/** Loads the row of each stream, folds in memory and writes it back, as projections do. */
export function summing(options: Partial<Consumer> = {}): Consumer {
  return { ...common, name: 'summing', apply: async (deliveries, manager) => sum(deliveries, manager), ...options };
}

async function sum(deliveries: readonly Delivery[], manager: EntityManager | undefined): Promise<void> {
  const writing = manager as TypeOrmManager;
  const streams = [...new Set(deliveries.map(({ recorded }) => recorded.streamId))];
  const rows = await writing.query<Record<'stream' | 'events' | 'total', string>[]>(
    'SELECT stream, events, total FROM public.sums WHERE stream = ANY ($1)',
    [streams],
  );
  const sums = new Map(
    rows.map((row) => [row.stream, { events: Number(row.events), total: Number(row.total), version: 0 }]),
  );
  for (const { recorded } of deliveries) {
    const before = sums.get(recorded.streamId) ?? { events: 0, total: 0, version: 0 };
    const total = before.total + Number(recorded.data['item']);
    sums.set(recorded.streamId, { events: before.events + 1, total, version: recorded.version });
  }
  await writing.query(
    `INSERT INTO public.sums AS kept SELECT row.* FROM jsonb_to_recordset($1)
       AS row (stream text, events bigint, total bigint, version bigint)
     ON CONFLICT (stream) DO UPDATE SET events = excluded.events, total = excluded.total, version = excluded.version`,
    [JSON.stringify([...sums].map(([stream, row]) => ({ stream, ...row })))],
  );
}

/** Tells somebody elsewhere of each event, under a key that stays the same when it is told again. */
export function telling(receiver: string, options: Partial<Consumer> = {}): Consumer {
  return {
    ...common,
    name: 'telling',
    kind: 'reaction',
    transactional: false,
    concurrency: 4,
    apply: async (deliveries) => {
      for (const { recorded } of deliveries) await tell(receiver, recorded);
    },
    ...options,
  };
}

async function tell(receiver: string, { eventId: key, streamId: stream, version }: RecordedEvent): Promise<void> {
  const effect: Effect = { key, stream, version };
  const { ok } = await fetch(receiver, { method: 'POST', body: JSON.stringify(effect) });
  if (!ok) throw new Error('The effect was not taken.');
}
