import { afterEach, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { Connections } from '../connections.js';
import { ExampleStore } from '../example/example-store.js';
import { newStream, notes } from '../example/noted.js';
import type { PostgresEventStore } from '../postgres-event-store.js';
import type { PostgresEventStoreOptions } from '../postgres-event-store-options.js';
import { statementsFor } from '../statements.js';
import { defaultWaitingLimits } from '../waiting-limits.js';
import { Heard } from './example/heard.js';
import type { WakeUps } from '../../subscription/wake-ups.js';
import type { ListeningLost } from './listening-lost.js';
import { PostgresWakeUps, type WakeUpsParts } from './postgres-wake-ups.js';

const example = ExampleStore.ofThisSpec();
const opened: { close(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.close()));
});

/** Past a pooler, which takes no sessions. */
async function connected(max?: number): Promise<DataSource> {
  return example.connect(example.database.applicationSessionUrl, max);
}

async function wakeUps(parts: Partial<WakeUpsParts> = {}, schema = 'daybook'): Promise<PostgresWakeUps> {
  const dataSource = parts.dataSource ?? (await connected());
  const connections = new Connections(dataSource, defaultWaitingLimits);
  const statements = statementsFor(schema, false);
  const made = new PostgresWakeUps({ dataSource, connections, statements, ...parts });
  opened.push(made);
  return made;
}

async function store(options: Partial<PostgresEventStoreOptions> = {}): Promise<PostgresEventStore> {
  const made = await example.openStore({ dataSource: await connected(), ...options });
  opened.push(made);
  return made;
}

async function listening(woken: WakeUps): Promise<Heard> {
  const heard = new Heard(woken);
  await heard.until(() => woken.pollMs === 1_000);
  await heard.quiet();
  return heard;
}

const pids = (): Promise<readonly unknown[]> =>
  example.ask(
    `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE '%(wake-ups)'`,
  );

async function gone(): Promise<void> {
  const begun = performance.now();
  while ((await pids()).length > 0) {
    if (performance.now() - begun > 20_000) throw new Error('The connection is still there.');
    await sleep(5);
  }
}

test('an append wakes those who listen in another process, long before they would ask', async () => {
  const heard = await listening(await wakeUps());
  const elsewhere = await store();
  const took: number[] = [];
  for (let n = 0; n < 21; n++) {
    const begun = performance.now();
    await elsewhere.append(newStream(), notes('a'), { expected: 'noStream' });
    await heard.once();
    took.push(performance.now() - begun);
    await sleep(10);
  }
  took.sort((a, b) => a - b);
  process.stdout.write(
    `woken by another process: median ${took[10]?.toFixed(1)} ms, longest ${took[20]?.toFixed(1)} ms\n`,
  );
  // Some milliseconds on a machine that has nothing else to do; they would ask after 1,000.
  expect(took[10]).toBeLessThan(300);
});

test.each(['commit', 'rollback'])('the %s of a transaction that has appended wakes, and not before', async (end) => {
  const dataSource = await connected();
  const writer = await store({ dataSource, wakeUps: 'poll' });
  const [here, elsewhere] = [new Heard(writer.wakeUps), await listening(await wakeUps())];
  const runner = dataSource.createQueryRunner();
  await runner.startTransaction();
  await writer.append(newStream(), notes('a'), { expected: 'noStream', manager: runner.manager });
  await runner.query('SELECT 1');
  await sleep(50);
  expect([here.times, elsewhere.times]).toEqual([0, 0]);

  await (end === 'commit' ? runner.commitTransaction() : runner.rollbackTransaction());
  await Promise.all([here.once(), elsewhere.once()]);
  // The next transaction on the connection is none of the store's.
  await here.quiet();
  await runner.startTransaction();
  await runner.commitTransaction();
  await sleep(50);
  expect(here.times).toBe(0);
  await runner.release();
});

test("the store's own transactions wake when they are committed", async () => {
  const writer = await store({ wakeUps: 'poll' });
  const heard = new Heard(writer.wakeUps);
  await writer.transactions.run(async (manager) => {
    await writer.append(newStream(), notes('a'), { expected: 'noStream', manager });
    await sleep(30);
    expect(heard.times).toBe(0);
  });
  await heard.once();
});

test('what is refused or was there before wakes nobody, nor does another schema', async () => {
  const writer = await store();
  const stream = newStream();
  const [note] = notes('a');
  const eventId = '0197f0a0-0000-7000-8000-000000000001';
  const [here, elsewhere] = [await listening(writer.wakeUps), await listening(await wakeUps())];
  await writer.append(stream, [{ event: note!, eventId }], { expected: 'noStream' });
  await Promise.all([here.once(), elsewhere.once()]);
  await expect(writer.append(stream, notes('b'), { expected: 7 })).rejects.toMatchObject({
    code: 'concurrency-conflict',
  });
  await writer.append(stream, [{ event: note!, eventId }], { expected: 'noStream' });
  (await wakeUps({}, 'another')).appended();
  await sleep(100);
  expect([here.times, elsewhere.times]).toEqual([0, 0]);
});

test('many listeners share one connection, whose name says what it is for, and it ends with the last of them', async () => {
  const woken = await wakeUps({ times: { lingerMs: 20 } });
  const heard = await listening(woken);
  const stops = Array.from({ length: 1_000 }, () => woken.listen(() => undefined));
  expect(await pids()).toHaveLength(1);
  for (const stop of [...stops, ...stops]) stop();
  await sleep(100);
  expect(await pids()).toHaveLength(1);
  heard.stop();
  await gone();
  expect(woken.pollMs).toBe(100);

  await listening(woken);
  expect(await pids()).toHaveLength(1);
  await woken.close();
  await gone();
});

test('the connection keeps no process alive', async () => {
  const sockets = () => process.getActiveResourcesInfo().filter((kind) => /TCP|Timeout/.test(kind)).length;
  const dataSource = await connected();
  const woken = await wakeUps({ dataSource });
  const before = sockets();
  await listening(woken);
  expect(sockets()).toBeLessThanOrEqual(before);
});

test('whoever reads on when the DataSource is destroyed is told that it is over, also where nobody has closed the store', async () => {
  const dataSource = await connected();
  const reader = await example.openStore({ dataSource });
  const told: unknown[] = [];
  const reading = (async () => {
    for await (const page of reader.subscribe({ from: 'now' }).pages()) told.push(page);
  })();
  const ended = reading.catch((error: unknown) => error);
  await new Heard(reader.wakeUps).until(() => reader.wakeUps.pollMs === 1_000);
  await dataSource.destroy();
  const began = performance.now();
  expect(await ended).toMatchObject({ code: 'store-closed' });
  expect(performance.now() - began).toBeLessThan(20_000);
});

test('the connection ends with the DataSource, while somebody listens, and nobody is told of a loss', async () => {
  const dataSource = await connected();
  const lost: ListeningLost[] = [];
  const woken = await wakeUps({ dataSource, times: { beatMs: 20 }, onListeningLost: (notice) => lost.push(notice) });
  const heard = await listening(woken);
  await dataSource.destroy();
  await heard.once();
  expect(woken.closed).toBe(true);
  await gone();
  expect(lost).toEqual([]);
});

test('a connection that is ended again and again comes back, tells once each time, and readers ask more often meanwhile', async () => {
  const lost: ListeningLost[] = [];
  const woken = await wakeUps({
    onListeningLost: (notice) => lost.push(notice),
    times: { pausesMs: { least: 50, most: 200 } },
  });
  const heard = await listening(woken);
  const elsewhere = await store();
  const met = new Set<unknown>();
  for (let n = 1; n <= 5; n++) {
    const [pid] = await pids();
    met.add(pid);
    await example.ask('SELECT pg_terminate_backend($1)', [pid]);
    await heard.once();
    expect(woken.pollMs).toBe(100);
    await heard.until(() => woken.pollMs === 1_000);
    await heard.quiet();
    await elsewhere.append(newStream(), notes('a'), { expected: 'noStream' });
    await heard.once();
    expect(lost).toHaveLength(n);
  }
  expect(met.size).toBe(5);
  expect(lost[0]).toEqual({ reason: '57P01', pollMs: 100 });
});
