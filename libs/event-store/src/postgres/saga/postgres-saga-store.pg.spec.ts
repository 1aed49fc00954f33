import { createTestDatabase, sagaStoreContract } from '@daybook/testing';
import { DataSource } from 'typeorm';
import { PostgresEventStore } from '../postgres-event-store.js';

// As the application's role, which may do all of it.
sagaStoreContract('PostgresEventStore', async (codec) => {
  const database = await createTestDatabase();
  const dataSource = await new DataSource({ type: 'postgres', url: database.applicationUrl }).initialize();
  return {
    store: await PostgresEventStore.open({ dataSource, codec }),
    close: async () => {
      await dataSource.destroy();
      await database.drop();
    },
  };
});
