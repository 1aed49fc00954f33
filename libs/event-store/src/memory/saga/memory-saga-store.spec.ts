import { sagaStoreContract } from '@daybook/testing';
import { MemoryEventStore } from '../memory-event-store.js';

sagaStoreContract('MemoryEventStore', async (codec) => ({
  store: new MemoryEventStore({ codec }),
  close: async () => undefined,
}));
