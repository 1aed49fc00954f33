import type { Pool } from 'pg';
import type { VaultState } from '../load/vault-requests.js';
import { emptyVault, folded, type VaultRow } from './vault-model.js';

/** One vault's stream as the tables have it, and the state at each of its versions. Read past the library. */
export class VaultLog {
  readonly rows: VaultRow[] = [];
  /** By version, from 0. */
  readonly states: VaultState[] = [emptyVault];

  constructor(
    private readonly pool: Pool,
    private readonly streamId: string,
  ) {}

  /** The version that the stream has now. */
  async version(): Promise<number> {
    const text = 'SELECT version FROM daybook.streams WHERE stream_id = $1';
    const { rows } = await this.pool.query<{ version: string }>({
      name: 'vault_version',
      text,
      values: [this.streamId],
    });
    return Number(rows[0]?.version ?? 0);
  }

  /** Reads on to the end; the version there. */
  async follow(): Promise<number> {
    const text = `SELECT event.version::int AS version, event_id AS "eventId", event_type AS type, data,
                         occurred_at AS "occurredAt"
                  FROM daybook.events AS event JOIN daybook.streams USING (stream_key)
                  WHERE stream_id = $1 AND event.version > $2 ORDER BY event.version`;
    const values = [this.streamId, this.rows.length];
    const { rows } = await this.pool.query<VaultRow & { occurredAt: Date }>({ name: 'vault_follow', text, values });
    for (const row of rows) {
      // Somebody else may have read it in the meantime.
      if (row.version !== this.rows.length + 1) continue;
      const kept = { ...row, occurredAt: row.occurredAt.toISOString() };
      this.rows.push(kept);
      this.states.push(folded(this.states.at(-1) ?? emptyVault, kept));
    }
    return Math.max(this.rows.length, rows.at(-1)?.version ?? 0);
  }
}
