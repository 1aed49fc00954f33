import { eventStoreContract } from '@daybook/testing';
import { wrongEvolutions } from './wrong-evolutions.js';

// Run by `wrong-evolutions.spec.ts`, which expects it to fail.
for (const [name, storeOf] of wrongEvolutions) {
  eventStoreContract(name, async (codec) => ({ store: storeOf(codec), close: async () => undefined }));
}
