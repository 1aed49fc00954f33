import { expect, test } from '@jest/globals';
import { untilBack } from './injection/server-processes.js';
import { copyServer } from './injection/server-copy.js';
import { inForm, printFelt } from './judgement/felt.js';
import { judgeDurable } from './judgement/judge-durable.js';
import { createAppliedTables } from './load/applied-tables.js';
import { closingAfterEach } from './load/closing.js';
import { Ledger } from './load/ledger.js';
import { readerOf } from './load/log-reader.js';
import { openStore } from './load/opened-store.js';
import { startOwnServer } from './load/own-server.js';
import { Subscriber } from './load/subscriber.js';
import { Subscribing } from './load/subscribing.js';

const appends = inForm({ short: 40, long: 2_000 });

const closing = closingAfterEach();

test('checkpoints that went back with the log go on from there, where one who remembers his place misses events', async () => {
  const own = closing(await startOwnServer({ supervise: false }));
  await createAppliedTables(own.url);
  const { store } = closing(await openStore(own.applicationUrl));
  const ledger = new Ledger();
  const append = async (count: number): Promise<void> => {
    for (let done = 0; done < count;) {
      const { outcome } = await ledger.append(store, [{ streamId: `account-${done % 5}`, expected: 'any' }]);
      if (outcome === 'appended') done++;
    }
  };
  const process = closing(await Subscribing.start({ url: own.applicationUrl, worker: 'worker' }));
  const remembering = closing(new Subscriber('who remembers his place', readerOf(store)));
  const judged = () => judgeDurable({ url: own.url });
  await append(appends);
  expect((await judged()).violations).toEqual([]);
  const restore = await copyServer(own);
  await untilBack(own.server, own.url);
  await append(appends);
  const before = await judged();
  expect(before.violations).toEqual([]);
  expect(await remembering.passed(before.positions.at(-1)!, 10_000)).toBe(true);
  const told = process.times('incarnation-changed');
  const token = await store.token();

  await own.server.kill();
  await restore();
  await untilBack(own.server, own.url);
  // Fewer than were lost: the log ends before the place that was remembered.
  await append(appends / 2);
  // Neither cluster nor timeline tell of a disk that was put back: the event that is gone does.
  await expect(store.placeOf(token)).rejects.toMatchObject({
    code: 'log-went-back',
    position: before.positions.at(-1),
  });
  const after = await judged();
  expect(after.violations).toEqual([]);
  expect(process.isAlive).toBe(true);
  await remembering.close();
  const known = new Set(remembering.seen.map(({ eventId }) => eventId));
  const missed = ledger
    .with('appended')
    .slice(-appends / 2)
    .filter(({ request }) => !known.has(request.appends[0]!.events[0]!.eventId));
  const felt = process.times('incarnation-changed') - told;
  expect(felt).toBe(1);
  printFelt('F11 checkpoints after a fail-over', {
    lost: before.events - after.events + appends / 2,
    felt,
    'missed by one who remembers': missed.length,
  });
}, 300_000);
