import { subscriptionStoreContract } from '@daybook/testing';
import { MemoryEventStore } from '../memory-event-store.js';

subscriptionStoreContract('MemoryEventStore', async (codec) => ({
  store: new MemoryEventStore({ codec }),
  close: async () => undefined,
}));
