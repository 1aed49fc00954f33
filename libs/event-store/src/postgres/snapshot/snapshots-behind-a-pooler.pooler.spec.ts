import { createTestDatabase, snapshotStoreContract } from '@daybook/testing';
import { PgBouncer } from '@daybook/testing/postgres';
import { DataSource } from 'typeorm';
import { notedCodec } from '../example/noted.js';
import { PostgresEventStore } from '../postgres-event-store.js';

// In transaction mode, over fewer connections than callers.
snapshotStoreContract('PostgresSnapshotStore behind a pooler', async () => {
  const database = await createTestDatabase();
  const settings = { ignore_startup_parameters: 'options' };
  const pooler = await PgBouncer.before(database.applicationSessionUrl, { settings, poolSize: 2 });
  const dataSource = await new DataSource({ type: 'postgres', url: pooler.url, extra: { max: 10 } }).initialize();
  const { snapshots } = await PostgresEventStore.open({ dataSource, codec: notedCodec });
  return {
    store: snapshots,
    damage: async ({ streamId, fingerprint, version }, how) => {
      const change = how === 'state' ? `state = state || ' '` : `checksum = 'another stream’s'`;
      const where = 'WHERE stream_id = $1 AND fingerprint = $2 AND version = $3';
      await dataSource.query(`UPDATE daybook.snapshots SET ${change} ${where}`, [streamId, fingerprint, version]);
    },
    close: async () => {
      await dataSource.destroy();
      await pooler.close();
      await database.drop();
    },
  };
});
