import type { Fault } from '../world/world.js';
import { holdTransaction } from './held-transaction.js';

/** Somebody keeps transactions open in the database under proof: one that has appended, and one that has not. */
export const longTransaction: Fault = {
  name: 'long-transaction',
  async happen(world, signal) {
    const at = { by: 'long-transaction', url: world.urls.proof };
    const held = await Promise.all([
      holdTransaction(world, { ...at, appends: false }, signal),
      holdTransaction(world, { ...at, appends: true }, signal),
    ]);
    return { felt: held.filter(Boolean).length };
  },
};

/** The same in another database on the server. */
export const longTransactionElsewhere: Fault = {
  name: 'long-transaction-elsewhere',
  async happen(world, signal) {
    const at = { by: 'long-transaction-elsewhere', url: world.urls.other };
    return { felt: (await holdTransaction(world, { ...at, appends: false }, signal)) ? 1 : 0 };
  },
};
