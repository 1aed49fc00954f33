import { createAggregate, type JsonValue, replay, restoreState } from '@daybook/domain';
import type { Pool } from 'pg';
import type { SaidOfTill, TillOffice } from '../load/till-office.js';
import { TodaysTill } from '../load/tills.js';

interface Row {
  readonly version: string;
  readonly state: string;
  readonly event_id: string;
  readonly fingerprint: string;
  readonly checksum: string;
}

/** What a load that trusts too much does not look at. */
export type Unlooked = 'fingerprint' | 'checksum' | 'event id';

/** Loads a till from its newest snapshot, and looks at everything but one thing. */
export async function trustingLoad(
  pool: Pool,
  { store, snapshotting, keeping }: TillOffice,
  id: string,
  unlooked: Unlooked,
): Promise<SaidOfTill> {
  const streamId = `till-${id}`;
  const till = createAggregate(TodaysTill, id);
  const { rows } = await pool.query<Row>(
    'SELECT version, state, event_id, fingerprint, checksum FROM daybook.snapshots WHERE stream_id = $1 ORDER BY version DESC',
    [streamId],
  );
  for (const row of rows) {
    const { fingerprint } = row;
    const version = Number(row.version);
    if (unlooked !== 'fingerprint' && fingerprint !== snapshotting.fingerprint) continue;
    const { snapshot } = await keeping.store.nearest(streamId, { fingerprint, atOrBefore: version });
    if (unlooked !== 'checksum' && snapshot?.version !== version) continue;
    const ids: string[] = [];
    for await (const { eventId } of store.readStream(streamId, { fromVersion: version, toVersion: version })) {
      ids.push(eventId);
    }
    if (unlooked !== 'event id' && ids[0] !== row.event_id) continue;
    const state = stateIn(row.state);
    if (state === undefined) continue;
    restoreState(till, state, version);
    break;
  }
  for await (const { event, eventId, version, occurredAt } of store.readStream(streamId, {
    fromVersion: till.version + 1,
  })) {
    replay(till, event, { eventId, aggregateId: id, version, occurredAt });
  }
  return { version: till.version, total: till.total, trace: till.trace };
}

function stateIn(text: string): JsonValue | undefined {
  try {
    return (JSON.parse(text) as { readonly state: JsonValue }).state;
  } catch {
    return undefined;
  }
}
