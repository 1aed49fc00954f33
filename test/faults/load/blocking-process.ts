import type { TransactionManager, Transactions } from '@daybook/event-store';
import { Credited } from './credited.js';
import { openStore } from './opened-store.js';
import { limitsInTheProcessAlone } from '../wrong-builds/limits-in-the-process-alone.js';

// The main file of a process that appends in a transaction and then does nothing more, whatever time limit it has set:
// its event loop is blocked, or whoever has started it stops it.
const [, , url = '', build = '', how = ''] = process.argv;
const timeLimit = 2_000;
const blockedMs = 8_000;

const { store, dataSource, close } = await openStore(url);
const transactions = build === 'daybook' ? store.transactions : limitsInTheProcessAlone(dataSource);

async function work(manager: TransactionManager): Promise<void> {
  await store.append('blocked-1', [Credited.of({ request: build, item: 1 })], { expected: 'any', manager });
  // The message has to be on its way first.
  await new Promise((resolve) => process.send?.('appended', resolve));
  if (how === 'blocked') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, blockedMs);
  else await new Promise((resolve) => setTimeout(resolve, blockedMs));
}

async function outcomeOf(run: Transactions['run']): Promise<string> {
  try {
    await run(work, { timeLimit });
    return 'committed';
  } catch (error) {
    return (error as { readonly code?: string }).code ?? 'an error';
  }
}

const outcome = await outcomeOf((...call) => transactions.run(...call));
// The pool is as good as before.
const { length } = await Promise.all(
  [1, 2, 3].map((n) => store.transactions.run((manager) => manager.query(`SELECT ${n}`))),
);
process.send?.(`${outcome}, then ${length} more`);
await close();
process.disconnect();
