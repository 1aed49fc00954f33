import { afterEach, expect, test } from '@jest/globals';
import type { IsolationLevel } from 'typeorm/driver/types/IsolationLevel.js';
import { ConcurrencyError } from '../stream/concurrency.error.js';
import { ExampleStore } from './example/example-store.js';
import { newStream, notes } from './example/noted.js';
import type { TransactionOptions } from './transactions.js';

const example = ExampleStore.ofThisSpec();
const stricter = ['repeatable read', 'serializable'] as const;
const levels: readonly IsolationLevel[] = ['READ COMMITTED', 'REPEATABLE READ', 'SERIALIZABLE'];

async function setDefaultIsolation(isolation: string): Promise<void> {
  const { applicationRole, name } = example.database;
  await example.ask(
    `ALTER ROLE ${applicationRole} IN DATABASE ${name} SET default_transaction_isolation = '${isolation}'`,
  );
}

afterEach(() => setDefaultIsolation('read committed'));

async function texts(stream: string): Promise<readonly unknown[]> {
  return example.ask(
    `SELECT data ->> 'text' FROM daybook.events JOIN daybook.streams USING (stream_key) WHERE stream_id = $1
     ORDER BY events.version`,
    [stream],
  );
}

test.each(stricter)(
  '200 appends at once to few streams come out right where the role’s default is %s',
  async (level) => {
    await setDefaultIsolation(level);
    const dataSource = await example.connect(example.database.applicationSessionUrl);
    const [store, other] = await Promise.all([example.openStore({ dataSource }), example.openStore({ dataSource })]);
    expect(store.prerequisites.opensTransactions).toBe(true);
    const streams = [newStream(), newStream(), newStream(), newStream()];
    const seen: (readonly number[])[] = [];
    const results = await Promise.all(
      Array.from({ length: 200 }, async (_, n) => {
        const stream = streams[n % 4]!;
        // Two stores, as two processes are, that wait for each other's rows.
        const result = await (n % 8 < 4 ? store : other).append(stream, notes(`${n}`), { expected: 'any' });
        const own: number[] = [];
        for await (const { version } of store.readStream(stream, { fromVersion: result.version, limit: 1 }))
          own.push(version);
        expect(own).toEqual([result.version]);
        if (n % 5 === 0) seen.push((await example.log(store)).map(({ position }) => position));
        return result;
      }),
    );
    expect(new Set(results.map(({ position }) => position)).size).toBe(200);
    // Whoever read meanwhile has read the beginning of what is there in the end.
    const log = (await example.log(store)).map(({ position }) => position);
    for (const positions of seen) expect(positions).toEqual(log.slice(0, positions.length));
    for (const stream of streams) {
      const versions: number[] = [];
      for await (const { version } of store.readStream(stream)) versions.push(version);
      expect(versions).toEqual(Array.from({ length: 50 }, (_, n) => n + 1));
    }
    await dataSource.destroy();
  },
);

test.each(stricter)(
  'one of 16 wins where the role’s default is %s, and the others hear of the version',
  async (level) => {
    await setDefaultIsolation(level);
    const dataSource = await example.connect(example.database.applicationSessionUrl);
    const stores = await Promise.all(Array.from({ length: 16 }, () => example.openStore({ dataSource })));
    for (const expected of ['noStream', 1, 2] as const) {
      const stream = `race-${level.replace(' ', '')}`;
      const attempts = stores.map((store) => store.append(stream, notes('x'), { expected }));
      const outcomes = await Promise.allSettled(attempts);
      const lost = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
      expect(lost).toHaveLength(15);
      for (const error of lost) expect(error).toMatchObject({ code: 'concurrency-conflict', expected });
    }
    await dataSource.destroy();
  },
);

test.each(stricter)('a default that becomes %s after the start does no harm', async (level) => {
  const dataSource = await example.connect(example.database.applicationSessionUrl, 3);
  const store = await example.openStore({ dataSource });
  expect(store.prerequisites.opensTransactions).toBe(false);
  await setDefaultIsolation(level);
  await example.ask(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1 AND datname = $2`, [
    example.database.applicationRole,
    example.database.name,
  ]);
  const stream = newStream();
  await new Promise((resolve) => setTimeout(resolve, 50));
  await Promise.all(Array.from({ length: 40 }, (_, n) => store.append(stream, notes(`${n}`), { expected: 'any' })));
  expect(await texts(stream)).toHaveLength(40);
  await dataSource.destroy();
});

test.each(levels)(
  'in a held transaction under %s a conflict of versions is an answer, and the work goes on',
  async (level) => {
    const stream = newStream();
    await example.store.append(stream, notes('first'), { expected: 'noStream' });
    await example.dataSource.transaction(level, async (manager) => {
      const { store } = example;
      const lost = store.append(stream, notes('lost'), { expected: 'noStream', manager });
      await expect(lost).rejects.toMatchObject({ code: 'concurrency-conflict', actual: 1, expected: 'noStream' });
      await expect(store.append(stream, notes('lost'), { expected: 7, manager })).rejects.toBeInstanceOf(
        ConcurrencyError,
      );
      await store.append(stream, notes('second'), { expected: 1, manager });
    });
    expect(await texts(stream)).toEqual(['first', 'second']);
  },
);

test('under READ COMMITTED a commit of somebody else is a conflict that the transaction survives', async () => {
  const stream = newStream();
  await example.dataSource.transaction(async (manager) => {
    await manager.query('SELECT count(*) FROM daybook.events');
    await example.store.append(stream, notes('first'), { expected: 'noStream' });
    const lost = example.store.append(stream, notes('lost'), { expected: 'noStream', manager });
    await expect(lost).rejects.toMatchObject({ actual: 1 });
    await example.store.append(stream, notes('second'), { expected: 1, manager });
  });
  expect(await texts(stream)).toEqual(['first', 'second']);
});

test.each(levels.slice(1))(
  'under %s what was committed since the snapshot is a ConcurrencyError, to be done again',
  async (level) => {
    const [fresh, known] = [newStream(), newStream()];
    await example.store.append(known, notes('first'), { expected: 'noStream' });
    for (const [stream, expected] of [
      [fresh, 'noStream'],
      [known, 1],
    ] as const) {
      const attempt = example.dataSource.transaction(level, async (manager) => {
        await manager.query('SELECT count(*) FROM daybook.events');
        await example.store.append(stream, notes('in between'), { expected });
        await example.store.append(stream, notes('lost'), { expected, manager });
      });
      await expect(attempt).rejects.toMatchObject({
        code: 'concurrency-conflict',
        streamId: stream,
        expected,
        actual: undefined,
        cause: { code: '40001' },
      });
    }
    expect(await texts(fresh)).toEqual(['in between']);
    expect(await texts(known)).toEqual(['first', 'in between']);
  },
);

test('two transactions that wait for each other’s stream: one goes on, the other gets a ConcurrencyError', async () => {
  const streams = [newStream(), newStream()];
  for (const stream of streams) await example.store.append(stream, notes('first'), { expected: 'noStream' });
  let arrived = 0;
  let open = (): void => undefined;
  const both = new Promise<void>((resolve) => (open = resolve));
  const crosswise = [streams, streams.toReversed()].map((order) =>
    example.dataSource.transaction(async (manager) => {
      await example.store.append(order[0]!, notes('crosswise'), { expected: 1, manager });
      if (++arrived === 2) open();
      await both;
      await example.store.append(order[1]!, notes('crosswise'), { expected: 1, manager });
    }),
  );
  const outcomes = await Promise.allSettled(crosswise);
  const lost = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
  expect(lost).toEqual([expect.objectContaining({ code: 'concurrency-conflict', cause: expect.anything() })]);
  for (const stream of streams) expect(await texts(stream)).toEqual(['first', 'crosswise']);
});

test.each(stricter)(
  'an append that took the default of %s from its role would fail behind another one',
  async (level) => {
    await setDefaultIsolation(level);
    const dataSource = await example.connect(example.database.applicationSessionUrl, 2);
    const [store, holder] = [
      await example.openStore({ dataSource }),
      await example.openStore({ dataSource: example.owner }),
    ];
    const stream = newStream();
    await holder.append(stream, notes('first'), { expected: 'noStream' });
    let right: Promise<unknown> | undefined;
    let wrong: Promise<unknown> | undefined;
    await example.owner.transaction(async (manager) => {
      await holder.append(stream, notes('held'), { expected: 1, manager });
      right = store.append(stream, notes('waits'), { expected: 'any' });
      wrong = dataSource
        .query(
          `SELECT daybook.append(ARRAY[$1], ARRAY[-1], ARRAY[1], ARRAY[1], ARRAY[gen_random_uuid()], ARRAY['example.noted'],
           ARRAY[1], ARRAY['{"text": "wrong"}'::jsonb], ARRAY['{}'::jsonb], ARRAY[now()], NULL, NULL)`,
          [stream],
        )
        .catch((error: unknown) => error);
      for (let waiting: unknown = 0; waiting !== 2;) {
        [waiting] = await example.ask(
          `SELECT count(*)::int FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND usename = $1 AND datname = $2`,
          [example.database.applicationRole, example.database.name],
        );
      }
    });
    await expect(right).resolves.toMatchObject({ version: 3 });
    expect(await wrong).toMatchObject({ driverError: { code: '40001' } });
    expect(await texts(stream)).toEqual(['first', 'held', 'waits']);
    await dataSource.destroy();
  },
);

test.each(stricter)(
  'the store’s own transactions are under what they were opened with, also where the default has become %s since',
  async (level) => {
    const dataSource = await example.connect(example.database.applicationSessionUrl, 2);
    const store = await example.openStore({ dataSource });
    await setDefaultIsolation(level);
    const isolations = async (isolation?: TransactionOptions['isolation']): Promise<readonly unknown[]> => {
      let both!: () => void;
      const bothOpen = new Promise<void>((resolve) => (both = resolve));
      let open = 0;
      // At once, so that one of them is on a new connection.
      const run = () =>
        store.transactions.run(
          async (manager) => {
            if (++open === 2) both();
            await bothOpen;
            const [row] = await manager.query<{ level: string }[]>(
              `SELECT current_setting('transaction_isolation') AS level`,
            );
            return row?.level;
          },
          { isolation },
        );
      return Promise.all([run(), run()]);
    };
    expect(await isolations()).toEqual(['read committed', 'read committed']);
    expect(await isolations()).toEqual(['read committed', 'read committed']);
    expect(await isolations('SERIALIZABLE')).toEqual(['serializable', 'serializable']);
  },
);
