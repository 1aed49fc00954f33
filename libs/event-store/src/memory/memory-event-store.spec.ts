import { eventStoreContract } from '@daybook/testing';
import { MemoryEventStore } from './memory-event-store.js';

eventStoreContract('MemoryEventStore', async (codec) => ({
  store: new MemoryEventStore({ codec }),
  close: async () => undefined,
}));
