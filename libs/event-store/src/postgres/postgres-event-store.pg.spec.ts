import { createTestDatabase, eventStoreContract } from '@daybook/testing';
import { DataSource } from 'typeorm';
import { PostgresEventStore } from './postgres-event-store.js';

eventStoreContract('PostgresEventStore', async (codec) => {
  const database = await createTestDatabase();
  const dataSource = await new DataSource({ type: 'postgres', url: database.applicationUrl }).initialize();
  const store = await PostgresEventStore.open({ dataSource, codec });
  return {
    store,
    close: async () => {
      await store.close();
      await dataSource.destroy();
      await database.drop();
    },
  };
});
