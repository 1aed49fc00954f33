import { expect, test } from '@jest/globals';
import { ExampleStore } from '../example/example-store.js';
import { newStream, notes } from '../example/noted.js';
import { defaultSchema } from '../schema-name.js';
import { statementsFor } from '../statements.js';
import { newSubscription } from './example/subscriptions.js';

const example = ExampleStore.ofThisSpec();
const { text } = statementsFor(defaultSchema, false).subscription_status;
const categories = ['red', 'green', 'blue'] as const;

interface Lag {
  readonly name: string;
  readonly lagEvents: number;
  readonly lagMs: number;
}

/** As the statement counts it, when it looks at so many positions. */
async function lags(reach: number, safe: number): Promise<ReadonlyMap<string, Lag>> {
  const found = (await example.ask(text, [null, safe, reach])) as readonly Lag[];
  return new Map(found.map((lag) => [lag.name, lag]));
}

test('what lies behind checkpoints is counted in one pass as it would be for each alone', async () => {
  const { store } = example;
  for (let n = 0; n < 120; n++) {
    const category = categories[Math.floor(Math.random() * 3)];
    await store.append(newStream(category), notes('x', 'y').slice(n % 2), { expected: 'noStream' });
    // Gaps, as rolled-back appends leave them.
    if (n % 7 === 0) await example.ask(`SELECT nextval('daybook.events_position')`);
  }
  const log = (await example.log()).map(({ position, streamId, recordedAt }) => ({
    ...{ position, category: streamId.split('-')[0] },
    recorded: recordedAt.getTime(),
  }));
  const head = log.at(-1)!.position;
  const wanted = Array.from({ length: 60 }, (_, n) => ({
    from: n === 0 ? head : n === 1 ? head + 50 : Math.floor(Math.random() * head),
    types: n % 5 === 0 ? ['example.other'] : n % 3 === 0 ? ['example.noted', 'a'] : undefined,
    categories: n % 2 === 0 ? categories.slice(n % 3) : undefined,
  })).map((given) => newSubscription(given));
  await store.subscriptions.register(wanted);

  for (const reach of [1, 10, 75, 100_000]) {
    const asked = Date.now();
    const found = await lags(reach, head);
    const answered = Date.now();
    expect(found.size).toBe(wanted.length);
    for (const { name, from, types, categories: chosen } of wanted) {
      const low = from as number;
      const behind = log.filter(({ position }) => position > low);
      const matching = behind
        .filter(({ position }) => position <= low + reach)
        .filter(({ category }) => chosen === undefined || chosen.includes(category as 'red'))
        .filter(() => types === undefined || types.includes('example.noted'));
      const [unseen] = behind.filter(({ position }) => position > low + reach);
      const [first] = matching.length > 0 ? matching : unseen === undefined ? [] : [unseen];
      const lag = found.get(name)!;
      expect(lag.lagEvents).toBe(matching.length > 0 ? matching.length : Number(unseen !== undefined));
      if (first === undefined) {
        expect(lag.lagMs).toBe(0);
        continue;
      }
      // The server's clock is this one's; dates of JavaScript know no microseconds.
      expect(lag.lagMs).toBeGreaterThan(asked - first.recorded - 2);
      expect(lag.lagMs).toBeLessThan(answered - first.recorded + 2);
    }
  }
});

test('a filter that matches nothing does not scan the log, and what was not looked at is not passed over', async () => {
  const { subscriptions } = example.store;
  const head = await example.store.head();
  const none = newSubscription({ types: ['example.other'] });
  await subscriptions.register([none]);
  expect((await lags(head, head)).get(none.name)).toMatchObject({ lagEvents: 0, lagMs: 0 });
  const near = (await lags(20, head)).get(none.name)!;
  expect(near.lagEvents).toBe(1);
  expect(near.lagMs).toBeGreaterThan(0);
});
