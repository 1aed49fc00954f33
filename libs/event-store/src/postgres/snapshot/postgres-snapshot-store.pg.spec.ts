import { createTestDatabase, snapshotStoreContract } from '@daybook/testing';
import { DataSource } from 'typeorm';
import { notedCodec } from '../example/noted.js';
import { PostgresEventStore } from '../postgres-event-store.js';

const damages = {
  state: `UPDATE daybook.snapshots SET state = '{' || state`,
  stream: `UPDATE daybook.snapshots AS it SET (state, checksum) = (
             SELECT other.state, other.checksum FROM daybook.snapshots AS other
             WHERE other.stream_id <> it.stream_id AND other.version <> it.version LIMIT 1)`,
};

// As the application's role, which may do all of it.
snapshotStoreContract('PostgresSnapshotStore', async () => {
  const database = await createTestDatabase();
  const dataSource = await new DataSource({ type: 'postgres', url: database.applicationUrl }).initialize();
  const { snapshots } = await PostgresEventStore.open({ dataSource, codec: notedCodec });
  return {
    store: snapshots,
    damage: async ({ streamId, fingerprint, version }, how) => {
      const where = 'WHERE stream_id = $1 AND fingerprint = $2 AND version = $3';
      await dataSource.query(`${damages[how]} ${where}`, [streamId, fingerprint, version]);
    },
    close: async () => {
      await dataSource.destroy();
      await database.drop();
    },
  };
});
