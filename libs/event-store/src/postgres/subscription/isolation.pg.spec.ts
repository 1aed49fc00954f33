import { afterEach, expect, test } from '@jest/globals';
import { ExampleStore } from '../example/example-store.js';
import { newSubscription, parking, signOf } from './example/subscriptions.js';
import { twoOwners } from './example/two-owners.js';

const example = ExampleStore.ofThisSpec();
const stricter = ['repeatable read', 'serializable'] as const;

async function setDefaultIsolation(isolation: string): Promise<void> {
  const { applicationRole, name } = example.database;
  await example.ask(
    `ALTER ROLE ${applicationRole} IN DATABASE ${name} SET default_transaction_isolation = '${isolation}'`,
  );
}

afterEach(() => setDefaultIsolation('read committed'));

test.each(stricter)('where the role’s default is %s, two processes take turns as they do otherwise', async (level) => {
  await setDefaultIsolation(level);
  const dataSource = await example.connect(example.database.applicationSessionUrl);
  const stores = [await example.openStore({ dataSource }), await example.openStore({ dataSource })] as const;
  expect(stores[0].prerequisites.opensTransactions).toBe(true);
  const [one, two] = [stores[0].subscriptions, stores[1].subscriptions];
  for (let n = 0; n < 50; n++) {
    const subscription = newSubscription({ from: 'now' });
    await Promise.all([one.register([subscription]), two.register([subscription])]);
    const segment = [{ subscription: subscription.name, segment: 0 }];
    const had = await Promise.all([one.claim('one', segment, 60_000), two.claim('two', segment, 60_000)]);
    const [lease] = had.flat();
    expect(had.flat()).toHaveLength(1);
    const holder = lease!.owner === 'one' ? one : two;
    await Promise.all([
      holder.advance(lease!, { position: 1_000, parked: [parking('a', 7, 'x')] }),
      ...[one, two].map((store, i) => store.beat(signOf(['one', 'two'][i]!, [subscription.name]))),
      two.pause(subscription.name, 'x'),
      one.retry(subscription.name),
    ]);
    expect(await one.status(subscription.name)).toMatchObject([{ position: 1_000, parkedEvents: 1 }]);
  }
  const subscription = newSubscription();
  await one.register([subscription]);
  const { applied, refused } = await twoOwners(example, [one, two], subscription.name, 60);
  expect(applied).toEqual(Array.from({ length: 60 }, (_, n) => n + 1));
  expect(refused).toBeGreaterThan(0);
  await dataSource.destroy();
});

test.each(stricter)('a default that becomes %s after the start does no harm', async (level) => {
  const dataSource = await example.connect(example.database.applicationSessionUrl);
  const store = await example.openStore({ dataSource });
  const other = await example.openStore({ dataSource });
  expect(store.prerequisites.opensTransactions).toBe(false);
  await setDefaultIsolation(level);
  await example.ask(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1 AND datname = $2`, [
    example.database.applicationRole,
    example.database.name,
  ]);
  await new Promise((resolve) => setTimeout(resolve, 50));
  const subscription = newSubscription();
  await store.subscriptions.register([subscription]);
  const { applied } = await twoOwners(example, [store.subscriptions, other.subscriptions], subscription.name, 60);
  expect(applied).toEqual(Array.from({ length: 60 }, (_, n) => n + 1));
  await dataSource.destroy();
});
