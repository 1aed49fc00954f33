import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, test } from '@jest/globals';
import { ExampleStore } from './example/example-store.js';
import { newStream, notes } from './example/noted.js';
import type { PostgresEventStore } from './postgres-event-store.js';
import { sqlFile } from './sql-file.js';

const example = ExampleStore.ofThisSpec();
const written = '  IF written > 0 THEN\n';
let stores: readonly PostgresEventStore[];

beforeAll(async () => {
  // A group that stands still between looking for streams and keys and writing them.
  const slow = sqlFile('functions/append_group.sql', 'daybook').replace(
    written,
    `  PERFORM pg_sleep(0.05);\n${written}`,
  );
  expect(slow).toContain('pg_sleep');
  await example.owner.query(slow);
  const processes = [1, 2, 3].map(async () => {
    const dataSource = await example.connect(example.database.applicationUrl);
    return example.openStore({ dataSource });
  });
  stores = await Promise.all(processes);
});

test('an append succeeds whose call has failed and whose stream is created by somebody else the next moment', async () => {
  const [a, b, c] = stores as [PostgresEventStore, PostgresEventStore, PostgresEventStore];
  for (let round = 0; round < 4; round++) {
    const [first, second] = [newStream(), newStream()];
    const append = (store: PostgresEventStore, stream: string) => store.append(stream, notes('x'), { expected: 'any' });
    const outcomes = [append(a, first), append(b, first), append(b, second)];
    // The call of the second process fails with the stream that the first one creates; while it looks for the other
    // stream again, the third one creates that.
    await sleep(40);
    outcomes.push(append(c, second));
    const versions = (await Promise.all(outcomes)).map(({ version }) => version);
    expect(versions.sort((x, y) => x - y)).toEqual([1, 1, 2, 2]);
  }
});

test('appends under one key from several processes are made once', async () => {
  for (let round = 0; round < 4; round++) {
    const stream = newStream();
    const options = { expected: 'any', idempotencyKey: `key-${stream}` } as const;
    const results = await Promise.all(
      stores.map((store, n) =>
        Promise.all([
          store.append(newStream(), notes(String(n)), { expected: 'any' }),
          store.append(stream, notes('x'), options),
        ]),
      ),
    );
    expect(results.filter(([, keyed]) => !keyed.repeated)).toHaveLength(1);
  }
});
