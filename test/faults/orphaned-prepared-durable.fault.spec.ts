import 'reflect-metadata';
import { noValidation, SubscriptionRunner } from '@daybook/event-store';
import { DaybookHealth, DaybookModule } from '@daybook/nestjs';
import { expect, test } from '@jest/globals';
import { NestFactory } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'pg';
import { printFelt } from './judgement/felt.js';
import { hasSkipped } from './judgement/has-skipped.js';
import { judgeDurable } from './judgement/judge-durable.js';
import { appliedRows, createAppliedTables } from './load/applied-tables.js';
import { closingAfterEach } from './load/closing.js';
import { noting, summing } from './load/durable-consumers.js';
import { Ledger } from './load/ledger.js';
import { openStore } from './load/opened-store.js';
import { leaveOrphan } from './load/orphaned-transaction.js';
import { startOwnServer } from './load/own-server.js';
import { Subscriber } from './load/subscriber.js';
import { heldFloorsOfProcesses } from './wrong-builds/held-floors-of-processes.js';
import { naiveReader } from './wrong-builds/readers.js';

const namedWithinMs = 30_000;
const closing = closingAfterEach();

/** What a probe of the application is told of appends in flight. */
async function healthOf(url: string): Promise<DaybookHealth> {
  const application = await NestFactory.createApplicationContext(
    {
      module: class Watching {},
      imports: [
        TypeOrmModule.forRoot({ type: 'postgres', url, retryAttempts: 0 }),
        DaybookModule.forRoot({ run: 'none', migrations: 'ignore', validation: noValidation }),
      ],
    },
    { logger: false },
  );
  closing(application);
  return application.get(DaybookHealth);
}

test('durable subscribers wait for an orphaned prepared transaction only if it has appended; health names it, and they go on when it ends', async () => {
  const own = closing(await startOwnServer({ settings: ['max_prepared_transactions=5'] }));
  await own.run('CREATE TABLE orders (id int)', `GRANT INSERT ON orders TO ${own.applicationRole}`);
  await createAppliedTables(own.url);
  const opened = closing(await openStore(own.applicationUrl));
  for (const worker of ['one', 'other']) {
    const { store } = closing(await openStore(own.applicationUrl));
    const runner = new SubscriptionRunner({ store, name: worker, leaseMs: 1_200, heartbeatMs: 300 });
    runner.add(noting(worker));
    runner.add(summing());
    closing({ close: () => runner.stop() });
    await runner.start();
  }
  const pool = new Pool({ connectionString: own.url, max: 4 });
  closing({ close: () => pool.end() });
  const naive = closing(new Subscriber('naive', naiveReader(pool)));
  const health = await healthOf(own.applicationUrl);
  const ledger = new Ledger();
  const append = (stream: string) => ledger.append(opened.store, [{ streamId: stream, expected: 'any' }]);

  await leaveOrphan(opened, ledger, 'without-append', false);
  for (let n = 0; n < 20; n++) await append(`account-${n % 4}`);
  expect(await judgeDurable({ url: own.url })).toMatchObject({ violations: [], events: 20 });
  const { details } = await health.ready();
  expect(details?.heldFloors).toBeUndefined();

  let waited = 0;
  let slowestMs = 0;
  for (const [gid, end] of [
    ['committed', 'COMMIT'],
    ['rolled-back', 'ROLLBACK'],
  ] as const) {
    const before = (await appliedRows(own.url)).length;
    await leaveOrphan(opened, ledger, gid, true);
    for (let n = 0; n < 20; n++) await append(`account-${n % 4}`);
    if (gid === 'committed') {
      const begun = performance.now();
      let named: unknown;
      while (named === undefined && performance.now() - begun < namedWithinMs) {
        const readiness = await health.ready();
        // Readers that wait are no reason to take processes out of service.
        expect(readiness.status).toBe('up');
        named = readiness.details?.heldFloors?.find(({ preparedTransaction }) => preparedTransaction === gid);
        await sleep(200);
      }
      slowestMs = performance.now() - begun;
      expect(named).toMatchObject({ preparedTransaction: gid, pid: undefined });
      expect(await heldFloorsOfProcesses(pool)).toEqual([]);
    } else await sleep(300);
    waited += 20 - ((await appliedRows(own.url)).length - before);
    await own.run(`${end} PREPARED '${gid}'`);
    expect((await judgeDurable({ url: own.url })).violations).toEqual([]);
    await naive.passed((await opened.store.head()) - 1, 5_000);
  }
  expect(waited).toBe(40);
  // Who goes on from the last position has never met what was committed late.
  expect(hasSkipped(naive, ledger)).toBe(true);
  await own.run(`ROLLBACK PREPARED 'without-append'`);
  printFelt('F05 durable subscribers', { injected: 3, waited }, `named after ${Math.round(slowestMs)} ms`);
});
