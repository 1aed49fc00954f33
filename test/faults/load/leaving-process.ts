import { SubscriptionRunner } from '@daybook/event-store';
import { Credited } from './credited.js';
import { keepsListening } from '../wrong-builds/keeps-listening.js';
import { openStore } from './opened-store.js';

// The main file of a process that does something with a store, closes what it was told to, and has nothing left to do.
const [, , url = '', ...does] = process.argv;
const { store, dataSource } = await openStore(url);

async function goOn(): Promise<void> {
  const ending = new AbortController();
  // Ends with an AbortError, at times before the append is answered.
  const reading = (async () => {
    for await (const page of store.subscribe({ signal: ending.signal }).pages()) if (page.length > 0) ending.abort();
  })().catch(() => undefined);
  await store.append('leaving-1', [Credited.of({ request: 'leaving', item: 1 })], { expected: 'any' });
  await reading;
}

async function run(): Promise<void> {
  const runner = new SubscriptionRunner({ store });
  await runner.start();
  await runner.stop();
}

/** Reads on and on, and is never told to end. */
async function wait(): Promise<void> {
  const isReading = new Promise<void>((resolve) => {
    const reading = (async () => {
      for await (const page of store.subscribe().pages()) if (page.length > 0) resolve();
    })();
    reading.catch((error: unknown) => {
      const { code } = error as { readonly code?: string };
      process.exitCode = code === 'store-closed' ? 0 : 1;
    });
  });
  await store.append('leaving-1', [Credited.of({ request: 'leaving', item: 1 })], { expected: 'any' });
  await isReading;
}

if (does.includes('keeps')) await keepsListening(url);
if (does.includes('waits')) await wait();
if (does.includes('reads')) await goOn();
if (does.includes('runs')) await run();
for (let n = 0; n < 100; n++) {
  // Told of, or refused because the store is closed.
  store
    .append(`leaving-${n}`, [Credited.of({ request: 'leaving', item: 1 })], { expected: 'any' })
    .catch(() => undefined);
}
if (does.includes('closes')) await store.close();
await dataSource.destroy();
process.send?.('done');
process.disconnect();
