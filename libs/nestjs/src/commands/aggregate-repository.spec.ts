import { ManualClock } from '@daybook/domain';
import { EventCodec, EventTypeRegistry, MemoryEventStore, noValidation } from '@daybook/event-store';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { AggregateRepository } from './aggregate-repository.js';
import { collected } from './example/collected.js';
import { Counted, Tally, TallyBegun } from './example/tally.js';

let clock: ManualClock;
let store: MemoryEventStore;
let tallies: AggregateRepository<Tally>;
const begin = (tally: Tally): void => tally.begin('o-1');

beforeEach(() => {
  const codec = new EventCodec({
    registry: new EventTypeRegistry().register(TallyBegun, Counted),
    validation: noValidation,
  });
  clock = new ManualClock(new Date('2026-01-01T00:00:00Z'));
  store = new MemoryEventStore({ codec, clock });
  tallies = new AggregateRepository(Tally, store, { clock });
});

describe('Creating an aggregate', () => {
  test('answers what the decision returned, and where it has ended', async () => {
    const { result, aggregate, version, position, events } = await tallies.create('t-1', (tally) => {
      tally.begin('o-1');
      return tally.count(3);
    });
    expect([result, aggregate.sum, aggregate.version, version]).toEqual([3, 3, 2, 2]);
    expect(position).toBe(await store.head());
    expect(events.map(({ event }) => event)).toEqual([TallyBegun.of({ by: 'o-1' }), Counted.of({ amount: 3 })]);
  });

  test('under an id that is taken is refused, and of two that race one wins', async () => {
    const outcomes = await Promise.allSettled([tallies.create('t-1', begin), tallies.create('t-1', begin)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(tallies.create('t-1', begin)).rejects.toMatchObject({
      code: 'aggregate-already-exists',
      category: 'tally',
      aggregateId: 't-1',
    });
    expect((await tallies.load('t-1')).version).toBe(1);
  });

  test('without an event is refused, because nothing would exist', async () => {
    await expect(tallies.create('t-1', () => undefined)).rejects.toMatchObject({ code: 'nothing-created' });
    expect(await tallies.find('t-1')).toBeUndefined();
  });

  test('under an id that cannot be kept is refused', async () => {
    await expect(tallies.create('../t', begin)).rejects.toMatchObject({ code: 'invalid-name', field: 'aggregateId' });
  });
});

describe('Loading an aggregate', () => {
  beforeEach(async () => {
    await tallies.create('t-1', begin, { occurredAt: new Date('2020-05-01T00:00:00Z') });
    clock.set(new Date('2026-01-02T00:00:00Z'));
    await tallies.update('t-1', (tally) => tally.count(1), { occurredAt: new Date('2020-07-01T00:00:00Z') });
    clock.set(new Date('2026-01-03T00:00:00Z'));
    await tallies.update('t-1', (tally) => tally.count(10), { occurredAt: new Date('2020-06-01T00:00:00Z') });
  });

  test.each([
    ['as it is', undefined, 11, 3],
    ['at a version', { version: 2 }, 1, 2],
    ['as recorded by a time, inclusive', { recordedBy: new Date('2026-01-02T00:00:00Z') }, 1, 2],
    ['as it was in the world at a time, inclusive', { occurredBy: new Date('2020-06-01T00:00:00Z') }, 10, 3],
    ['as it was in the world at its birth', { occurredBy: new Date('2020-05-31T23:59:59Z') }, 0, 1],
  ])('%s', async (_when, at, sum, version) => {
    expect(await tallies.load('t-1', at)).toMatchObject({ sum, version });
    expect(await tallies.find('t-1', at)).toMatchObject({ sum, version });
  });

  test.each([
    ['of an unknown id', 't-2', undefined],
    ['before it was recorded', 't-1', { recordedBy: new Date('2025-12-31T00:00:00Z') }],
    ['before it was born', 't-1', { occurredBy: new Date('2020-04-30T00:00:00Z') }],
    ['at a version that it never had', 't-1', { version: 4 }],
  ])('%s finds nothing', async (_when, id, at) => {
    expect(await tallies.find(id, at)).toBeUndefined();
    await expect(tallies.load(id, at)).rejects.toMatchObject({ code: 'aggregate-not-found', aggregateId: id });
  });

  test('whose birth happened later than other events, finds nothing between the two', async () => {
    await tallies.create('t-3', begin, { occurredAt: new Date('2020-05-01T00:00:00Z') });
    await tallies.update('t-3', (tally) => tally.count(1), { occurredAt: new Date('2020-01-01T00:00:00Z') });
    expect(await tallies.find('t-3', { occurredBy: new Date('2020-02-01T00:00:00Z') })).toBeUndefined();
  });

  test.each([
    [{ version: 0 }, 'version'],
    [{ version: 1.5 }, 'version'],
    [{ version: NaN }, 'version'],
    [{ recordedBy: new Date(NaN) }, 'recordedBy'],
    [{ version: 1, recordedBy: new Date() }, 'version and recordedBy'],
  ])('at %j is refused', async (at, field) => {
    await expect(tallies.load('t-1', at as { version: number })).rejects.toMatchObject({
      code: 'invalid-point-in-time',
      field,
    });
  });

  test('of the past gives one that only answers', async () => {
    const past = await tallies.load('t-1', { version: 1 });
    expect(() => past.count(1)).toThrow(expect.objectContaining({ code: 'aggregate-read-only' }));
  });

  test('of more than a page folds all of it', async () => {
    await tallies.update('t-1', (tally) => {
      for (let count = 0; count < 1200; count++) tally.count(1);
    });
    expect(await tallies.load('t-1')).toMatchObject({ sum: 1211, version: 1203 });
  });
});

describe('Updating an aggregate', () => {
  beforeEach(() => tallies.create('t-1', begin));

  test('hands out the aggregate after the decision, for reading only', async () => {
    const { result, aggregate, version } = await tallies.update('t-1', (tally) => tally.count(2));
    expect([result, aggregate.sum, version]).toEqual([2, 2, 2]);
    expect(() => aggregate.count(1)).toThrow(expect.objectContaining({ code: 'aggregate-read-only' }));
  });

  test('that does not exist is refused', async () => {
    await expect(tallies.update('t-2', begin)).rejects.toMatchObject({ code: 'aggregate-not-found' });
  });

  test('without an event appends nothing, and answers where it ends', async () => {
    const first = await tallies.update('t-1', (tally) => tally.countIfNew(1));
    const second = await tallies.update('t-1', (tally) => tally.countIfNew(1));
    expect(second).toMatchObject({ version: 2, position: first.position, events: [] });
    expect(await store.head()).toBe(first.position);
  });

  test('asynchronously is refused at run time as well', async () => {
    const decision = (async () => Promise.resolve()) as unknown as (tally: Tally) => void;
    await expect(tallies.update('t-1', decision)).rejects.toMatchObject({ code: 'decision-is-async' });
  });

  test('gives the events the time of the caller, else that of the clock, and the metadata', async () => {
    const occurredAt = new Date('1993-01-01T00:00:00Z');
    await tallies.update('t-1', (tally) => tally.count(1), { occurredAt, metadata: { actor: 'clerk' } });
    const [first, second] = await collected(tallies.history('t-1'));
    expect(first?.occurredAt).toEqual(clock.now());
    expect(second).toMatchObject({ occurredAt, metadata: { actor: 'clerk' } });
  });

  test('on the version that the caller has seen is refused once that is not the last', async () => {
    await tallies.update('t-1', (tally) => tally.count(1), { expected: 1 });
    const outdated = tallies.update('t-1', (tally) => tally.count(1), { expected: 1 });
    await expect(outdated).rejects.toMatchObject({ code: 'aggregate-outdated', expected: [1], actual: 2 });
    const missing = tallies.update('t-2', (tally) => tally.count(1), { expected: 1 });
    await expect(missing).rejects.toMatchObject({ code: 'aggregate-outdated', expected: [1], actual: 0 });
    expect(await tallies.load('t-1')).toMatchObject({ sum: 1 });
  });
});

describe('Saving an aggregate', () => {
  test('appends what it has decided since it was loaded, again and again', async () => {
    await tallies.create('t-1', begin);
    const tally = await tallies.load('t-1');
    tally.count(1);
    expect(await tallies.save(tally)).toMatchObject({ version: 2 });
    tally.count(2);
    const { position } = await tallies.save(tally);
    expect(await tallies.save(tally)).toEqual({ version: 3, position });
    expect(await tallies.load('t-1')).toMatchObject({ sum: 3, version: 3 });
  });

  test('that another writer has changed is refused, and can be told from the rest', async () => {
    await tallies.create('t-1', begin);
    const tally = await tallies.load('t-1');
    await tallies.update('t-1', (other) => other.count(1));
    tally.count(1);
    await expect(tallies.save(tally)).rejects.toMatchObject({ code: 'concurrency-conflict', expected: 1, actual: 2 });
  });
});

describe('The history of an aggregate', () => {
  beforeEach(async () => {
    await tallies.create('t-1', begin);
    await tallies.update('t-1', (tally) => tally.count(1));
    await tallies.update('t-1', (tally) => tally.count(2));
  });

  test('is its events in order, from a version on and at most so many', async () => {
    const versions = async (options?: object) =>
      (await collected(tallies.history('t-1', options))).map(({ version }) => version);
    expect(await versions()).toEqual([1, 2, 3]);
    expect(await versions({ fromVersion: 2 })).toEqual([2, 3]);
    expect(await versions({ fromVersion: 2, limit: 1 })).toEqual([2]);
    expect(await versions({ fromVersion: 4 })).toEqual([]);
  });

  test('of an unknown one is refused, from whatever version', async () => {
    await expect(collected(tallies.history('t-2'))).rejects.toMatchObject({ code: 'aggregate-not-found' });
    const later = tallies.history('t-2', { fromVersion: 2 });
    await expect(collected(later)).rejects.toMatchObject({ code: 'aggregate-not-found' });
  });
});
