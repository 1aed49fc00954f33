import { once } from 'node:events';
import { SubscriptionRunner } from '@daybook/event-store';
import { acknowledgesFirst } from '../wrong-builds/acknowledges-first.js';
import { ownClockLeases } from '../wrong-builds/own-clock-leases.js';
import { noting, summing, telling } from './durable-consumers.js';
import { MomentOfDeath } from './moment-of-death.js';
import { openStore } from './opened-store.js';
import type { SubscribingOptions, SubscribingWord } from './subscribing-options.js';
import { turnClock } from './turned-clock.js';

// The main file of a process that reads the log durably: a subscriber, a fold and a reaction, until it is ended.
const options = JSON.parse(process.argv[2] ?? '{}') as SubscribingOptions;
const { url, worker, receiver, build = 'daybook', clockOffMs = 0, leaseMs = 1_200, heartbeatMs = 300 } = options;
process.on('disconnect', () => process.exit());
const say = (word: SubscribingWord): void => void process.send?.(word);

turnClock(clockOffMs);
const { store } = await openStore(url, { poolSize: 8 });
if (build === 'own clock') ownClockLeases(store.subscriptions, store.transactions, leaseMs);

const death = new MomentOfDeath(options.dies, options.blocks);
const consumers = [noting(worker), summing(), ...(receiver === undefined ? [] : [telling(receiver)])];
const runner = new SubscriptionRunner({
  store,
  name: worker,
  leaseMs,
  heartbeatMs,
  onNotice: (notice) => say({ word: notice.word, ...('subscription' in notice && { of: notice.subscription }) }),
});
for (const consumer of consumers) {
  const built = build === 'acknowledges first' ? acknowledgesFirst(consumer, store.transactions) : consumer;
  runner.add(death.within(built));
}
if (options.isHastyBeside === true) {
  runner.add(acknowledgesFirst(noting(worker, { name: 'hasty' }), store.transactions, 300));
}
death.around(store.subscriptions);
if (options.starts === 'when told') {
  say({ word: 'ready' });
  await once(process, 'message');
}
await runner.start();
process.on('message', (word) => {
  if (word !== 'stop') return;
  void runner
    .stop()
    .then(() => store.close())
    .then(() => process.exit());
});
say({ word: 'started' });
