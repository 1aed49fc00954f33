import { ManualClock } from '@daybook/domain';
import type { EventStore } from '@daybook/event-store';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { AggregateRepository } from './aggregate-repository.js';
import { collected } from './example/collected.js';
import { tallyStore } from './example/tally-store.js';
import { Tally } from './example/tally.js';

let clock: ManualClock;
let store: EventStore;
let tallies: AggregateRepository<Tally>;

beforeEach(() => {
  clock = new ManualClock();
  store = tallyStore(clock);
  tallies = new AggregateRepository(Tally, store, { clock });
});

// A decision that is refused where it has been made before: what a repetition must not run into.
const takeFirst = (tally: Tally): number => {
  if (tally.sum > 0) throw new Error('taken');
  return tally.count(7);
};

describe.each([
  ['a seed for its event ids', { eventIdSeed: 'row 1' }],
  ['an idempotency key', { idempotencyKey: 'row 1' }],
])('A decision that is made again under %s', (_what, options) => {
  test('creates once, and answers the same', async () => {
    const begin = (tally: Tally): void => tally.begin('o-1');
    const first = await tallies.create('t-1', begin, options);
    clock.advance(1000);
    const again = await tallies.create('t-1', begin, options);
    expect([again.version, again.position]).toEqual([first.version, first.position]);
    expect(again.events.map(({ eventId }) => eventId)).toEqual(first.events.map(({ eventId }) => eventId));
    await expect(tallies.create('t-1', begin)).rejects.toMatchObject({ code: 'aggregate-already-exists' });
  });

  test('updates once and answers as of then, though the aggregate would refuse it now', async () => {
    await tallies.create('t-1', (tally) => tally.begin('o-1'));
    const first = await tallies.update('t-1', takeFirst, options);
    await tallies.update('t-1', (tally) => tally.count(100));
    clock.advance(1000);
    const again = await tallies.update('t-1', takeFirst, options);
    expect(again).toMatchObject({ result: 7, version: first.version, position: first.position, events: first.events });
    expect(again.aggregate.sum).toBe(7);
    expect(await tallies.load('t-1')).toMatchObject({ sum: 107, version: 3 });
  });

  test('takes effect once when twenty make it at the same time', async () => {
    await tallies.create('t-1', (tally) => tally.begin('o-1'));
    const copies = await Promise.all(
      Array.from({ length: 20 }, () => tallies.update('t-1', (tally) => tally.count(7), { ...options, retries: 50 })),
    );
    expect(new Set(copies.map(({ version, position }) => `${version} at ${position}`)).size).toBe(1);
    expect((await tallies.load('t-1')).sum).toBe(7);
  });

  test('is refused if it now decides something else', async () => {
    await tallies.create('t-1', (tally) => tally.begin('o-1'));
    await tallies.update('t-1', (tally) => tally.count(1), options);
    await expect(tallies.update('t-1', (tally) => tally.count(2), options)).rejects.toMatchObject({
      code: expect.stringMatching(/^(event-id|idempotency-key)-conflict$/),
    });
    expect((await tallies.load('t-1')).sum).toBe(1);
  });
});

test('A decision that is made again under neither is another one', async () => {
  await tallies.create('t-1', (tally) => tally.begin('o-1'));
  await tallies.update('t-1', takeFirst);
  await expect(tallies.update('t-1', takeFirst)).rejects.toThrow('taken');
});

describe('A seed', () => {
  test('may decide about several aggregates, and several events of each', async () => {
    for (const id of ['t-1', 't-2']) {
      await tallies.create(id, (tally) => (tally.begin('o-1'), tally.count(1)), { eventIdSeed: 'row 1' });
    }
    const ids = (await collected(store.readAll())).map(({ eventId }) => eventId);
    expect(new Set(ids).size).toBe(4);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  test('gives the same ids in every process and release', async () => {
    const { events } = await tallies.create('t-1', (tally) => tally.begin('o-1'), { eventIdSeed: 'row 1' });
    expect(events[0]?.eventId).toBe('3878a01d-1be1-8930-b2c7-ae63cb984a04');
  });
});
