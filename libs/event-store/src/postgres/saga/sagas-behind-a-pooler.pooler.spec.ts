import { createTestDatabase, sagaStoreContract } from '@daybook/testing';
import { PgBouncer } from '@daybook/testing/postgres';
import { DataSource } from 'typeorm';
import { PostgresEventStore } from '../postgres-event-store.js';

// In transaction mode, over fewer connections than callers.
sagaStoreContract('PostgresEventStore behind a pooler', async (codec) => {
  const database = await createTestDatabase();
  const settings = { ignore_startup_parameters: 'options' };
  const pooler = await PgBouncer.before(database.applicationSessionUrl, { settings, poolSize: 4 });
  const dataSource = await new DataSource({ type: 'postgres', url: pooler.url, extra: { max: 10 } }).initialize();
  return {
    store: await PostgresEventStore.open({ dataSource, codec }),
    close: async () => {
      await dataSource.destroy();
      await pooler.close();
      await database.drop();
    },
  };
});
