import { subscriptionStoreContract } from '@daybook/testing';
import { wrongSubscriptionStores } from './wrong-subscription-stores.js';

// Run by `wrong-subscription-stores.spec.ts`, which expects it to fail.
for (const [what, , WrongStore] of wrongSubscriptionStores) {
  subscriptionStoreContract(what, async (codec) => ({
    store: new WrongStore({ codec }),
    close: async () => undefined,
  }));
}
