import { PgBouncer, type PgBouncerOptions } from '@daybook/testing/postgres';
import { afterEach, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { ExampleStore } from '../example/example-store.js';
import { newStream, notes } from '../example/noted.js';
import type { PostgresEventStore } from '../postgres-event-store.js';
import type { PostgresEventStoreOptions } from '../postgres-event-store-options.js';
import { Heard } from './example/heard.js';

const example = ExampleStore.ofThisSpec();
const opened: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close();
});

async function behind(
  options: PgBouncerOptions,
  store: Partial<PostgresEventStoreOptions> = {},
): Promise<PostgresEventStore> {
  const settings = { ignore_startup_parameters: 'options' };
  const pooler = await PgBouncer.before(example.database.applicationSessionUrl, { settings, ...options });
  opened.push(pooler);
  const made = await example.openStore({ dataSource: await example.connect(pooler.url), ...store });
  opened.push(made);
  return made;
}

test('in transaction mode readers ask, nothing listens, and those who do elsewhere are told', async () => {
  const store = await behind({ poolSize: 3 });
  const direct = await example.openStore({ dataSource: await example.connect(example.database.applicationSessionUrl) });
  opened.push(direct);
  const [here, elsewhere] = [new Heard(store.wakeUps), new Heard(direct.wakeUps)];
  await elsewhere.until(() => direct.wakeUps.pollMs === 1_000);
  await elsewhere.quiet();
  await sleep(100);
  expect(store.wakeUps.pollMs).toBe(100);
  expect(
    await example.ask(
      `SELECT count(*)::integer FROM pg_stat_activity
       WHERE datname = current_database() AND application_name LIKE '%(wake-ups)'`,
    ),
  ).toEqual([1]);

  here.times = 0;
  await store.append(newStream(), notes('a'), { expected: 'noStream' });
  await Promise.all([here.once(), elsewhere.once()]);
  // Told of by somebody whom the pooler keeps from hearing it: the next question finds it.
  const stream = newStream();
  const afterPosition = await store.head();
  const met = (async () => {
    for await (const event of store.subscribe({ afterPosition })) return event.streamId;
    return undefined;
  })();
  await sleep(50);
  await direct.append(stream, notes('b'), { expected: 'noStream' });
  expect(await met).toBe(stream);
});

test('in session mode one listens where that is asked for', async () => {
  const store = await behind({ mode: 'session', poolSize: 10 }, { wakeUps: 'listen' });
  const heard = new Heard(store.wakeUps);
  await heard.until(() => store.wakeUps.pollMs === 1_000);
  await heard.quiet();
  await example.store.append(newStream(), notes('a'), { expected: 'noStream' });
  await heard.once();
});
