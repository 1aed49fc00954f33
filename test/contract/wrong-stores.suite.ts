import { eventStoreContract } from '@daybook/testing';
import { wrongStores } from './wrong-stores.js';

// Run by `wrong-stores.spec.ts`, which expects it to fail.
for (const [property, WrongStore] of wrongStores) {
  eventStoreContract(property, async (codec) => ({ store: new WrongStore({ codec }), close: async () => undefined }));
}
