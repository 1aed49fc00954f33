import type { EventCodec } from '@daybook/event-store';
import { PostgresEventStore } from '@daybook/event-store';
import { type Leading, modelDataSource } from '../driver/model-data-source.js';
import type { ModelPool } from '../driver/model-pool.js';
import type { Tables } from '../postgres/tables.js';

/** Reads the log from after a position to where it ends, page by page. */
export type Reader = (after: number) => AsyncIterable<readonly Tables['events'][]>;

/** How the subscribers of a process read, over the connections that it has in a run. */
export type Reading = (pool: ModelPool) => Reader | Promise<Reader>;

/** The store's own way. One store serves all runs: what it was told in one of them is of another server than the next. */
export function storesReading(codec: EventCodec): Reading {
  let opened: { readonly leading: Leading; readonly store: Promise<PostgresEventStore> } | undefined;
  return async (pool) => {
    opened ??= openedOver({ pool }, codec);
    opened.leading.pool = pool;
    const store = await opened.store;
    return async function* (after) {
      for await (const page of store.readAll({ afterPosition: after, batchSize: 2 }).pages()) {
        yield page.map(({ position, eventId: id, streamId: stream, version }) => ({ position, id, stream, version }));
      }
    };
  };
}

function openedOver(leading: Leading, codec: EventCodec): { leading: Leading; store: Promise<PostgresEventStore> } {
  const dataSource = modelDataSource(leading);
  return { leading, store: PostgresEventStore.open({ dataSource, codec, preparedStatements: false, wakeUps: 'poll' }) };
}
