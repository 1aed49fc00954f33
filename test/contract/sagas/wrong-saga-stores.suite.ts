import { sagaStoreContract } from '@daybook/testing';
import { wrongSagaStores } from './wrong-saga-stores.js';

// Run by `wrong-saga-stores.spec.ts`, which expects it to fail.
for (const [at, [, , , WrongStore]] of wrongSagaStores.entries()) {
  sagaStoreContract(`wrong store ${at};`, async (codec) => ({
    store: new WrongStore({ codec }),
    close: async () => undefined,
  }));
}
