import { createTestDatabase, subscriptionStoreContract } from '@daybook/testing';
import { DataSource } from 'typeorm';
import { PostgresEventStore } from '../postgres-event-store.js';

subscriptionStoreContract('PostgresEventStore', async (codec) => {
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
