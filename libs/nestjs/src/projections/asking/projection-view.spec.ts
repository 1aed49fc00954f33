import { describe, expect, test } from '@jest/globals';
import { isDeepStrictEqual } from 'node:util';
import { MemoryRows } from '../read-model/memory-rows.js';
import { Balance, Balances, Filled, purseStore, start } from '../running/example/balances.js';
import { AllFillings, Fillings, filledStore, hour, viewOf } from './example/asked-purses.js';
import { type Answers, answersOf, questions } from './example/questions.js';
import {
  LeavesOutTheLast,
  PresentForPast,
  RecordedForOccurred,
  TakesOneTooMany,
} from './example/wrong-builds/asks-something-else.js';
import { EndsAtTheFirstLater } from './example/wrong-builds/ends-at-the-first-later.js';
import type { ProjectionView } from './projection-view.js';

async function answers(
  view: ProjectionView<Balance>,
  ...at: Parameters<ProjectionView<Balance>['all']>
): Promise<Answers> {
  const { all, byKey } = await answersOf(view, at[0]);
  expect(byKey).toEqual(all);
  return all;
}

describe('a projection on demand is folded when it is asked', () => {
  test('by keys of its own from the whole log', async () => {
    const view = await viewOf(Balances);
    expect(await answers(view)).toEqual({ a: 110_901 });
    expect((await view.get('a'))?.changedAt).toEqual(new Date(start.getTime() - 7 * 24 * hour));
    expect(await view.get('a')).toBeInstanceOf(Balance);
  });

  test('by its stream, in the categories that it reads', async () => {
    expect(await answers(await viewOf(Fillings))).toEqual({ a: 101_001 });
  });

  test.each([
    ['in the categories that it reads', Fillings, 101_001, 2],
    ['in whichever categories there are', AllFillings, 111_001, 3],
  ])('by its streams alone, %s: nothing else is read for one key', async (_, of, cents, streams) => {
    const store = await filledStore();
    const readStreams: string[] = [];
    const watched = new Proxy(store, {
      get(target, name) {
        if (name === 'readAll') throw new Error('It reads the whole log.');
        if (name === 'readStream') readStreams.push('one');
        const member: unknown = Reflect.get(target, name);
        return typeof member === 'function' ? (member.bind(target) as unknown) : member;
      },
    });
    const view = await viewOf(of, { store: watched });
    for (const at of [undefined, { position: 8 }]) {
      readStreams.length = 0;
      expect((await view.get('a', at))?.cents).toBe(cents);
      expect(readStreams).toHaveLength(streams);
    }
  });
});

describe('the past is folded', () => {
  test.each(questions)('$name: $at', async ({ of, at, answers: expected }) => {
    expect(await answers(await viewOf(of), at)).toEqual(expected);
  });
});

describe('a wrong build is caught that', () => {
  test.each([
    ['leaves out the last event', LeavesOutTheLast, ['position', 'recordedBy', 'occurredBy']],
    ['takes in one too many', TakesOneTooMany, ['position', 'recordedBy', 'occurredBy']],
    ['ignores what is recorded late', EndsAtTheFirstLater, ['occurredBy']],
    ['goes by the time of the record', RecordedForOccurred, ['occurredBy']],
    ['answers the present', PresentForPast, ['position', 'recordedBy', 'occurredBy']],
  ])('%s', async (_, wrong, fields) => {
    const caught = new Set<string>();
    for (const { of, at, answers: expected } of questions) {
      const { all, byKey } = await answersOf(await viewOf(of, {}, wrong), at);
      const [field = ''] = Object.keys(at);
      // Both ways of asking are wrong, and each would be noticed alone.
      if (!isDeepStrictEqual(all, expected)) caught.add(`${field} of all`);
      if (!isDeepStrictEqual(byKey, expected)) caught.add(`${field} by key`);
    }
    expect([...caught].sort()).toEqual(fields.flatMap((field) => [`${field} by key`, `${field} of all`]).sort());
  });
});

describe('a projection that keeps its rows', () => {
  const kept = async (rows: MemoryRows<Balance>): Promise<ProjectionView<Balance>> =>
    viewOf(Balances, { stored: () => Promise.resolve(rows) });

  test('answers the present from them, however far behind they are', async () => {
    const rows = new MemoryRows<Balance>();
    await rows.save(new Map([['c', Object.assign(new Balance(), { purseId: 'c', cents: 7 })]]));
    const view = await kept(rows);
    expect(await answers(view)).toEqual({ c: 7 });
    expect(await answers(view, {})).toEqual({ c: 7 });
  });

  test('folds the past as one on demand does', async () => {
    expect(await answers(await kept(new MemoryRows()), { position: 2 })).toEqual({ a: 1, b: 10 });
  });

  test('gives all of them, a thousand at a time', async () => {
    const rows = new MemoryRows<Balance>();
    const keys = Array.from({ length: 2_000 }, (_, index) => String(index));
    await rows.save(new Map(keys.map((purseId) => [purseId, Object.assign(new Balance(), { purseId })])));
    const met: string[] = [];
    for await (const [key] of (await kept(rows)).entries()) met.push(key);
    expect(met).toEqual([...keys].sort());
  });
});

describe('all rows', () => {
  test('are folded in as many passes as memory asks for, of one position, each key once and in order', async () => {
    const { store } = purseStore();
    const keys = Array.from({ length: 50 }, (_, index) => `k${(index * 37) % 50}`);
    for (const key of keys) await store.append(`purse-${key}`, [Filled.of({ cents: 1 })], { expected: 'any' });
    const view = await viewOf(Fillings, { store, rowsHeld: 4 });
    const met: string[] = [];
    for await (const [key, { cents }] of view.entries()) {
      // Written behind the position at which the answer has begun.
      await store.append(`purse-${key}`, [Filled.of({ cents: 1 })], { expected: 'any' });
      met.push(`${key}=${cents}`);
    }
    expect(met).toEqual([...keys].sort().map((key) => `${key}=1`));
  });

  test('end with the signal', async () => {
    const view = await viewOf(Balances);
    const all = view.all(undefined, { signal: AbortSignal.abort(new Error('enough')) });
    await expect(all.next()).rejects.toThrow('enough');
    await expect(view.get('a', undefined, { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow(
      'enough',
    );
  });
});

describe('what cannot be answered is refused', () => {
  test.each([
    ['', 'key'],
    [7, 'key'],
    ['a\0b', 'key'],
    [undefined, 'key'],
  ])('the key %j', async (key, field) => {
    const view = await viewOf(Balances);
    await expect(view.get(key as string)).rejects.toMatchObject({ code: 'invalid-question', field });
  });

  test('a position beyond the log, after waiting for a moment', async () => {
    const view = await viewOf(Balances);
    const beyond = { code: 'invalid-question', field: 'position' };
    await expect(view.get('a', { position: 9 })).rejects.toMatchObject(beyond);
    await expect(view.all({ position: 9 }).next()).rejects.toMatchObject(beyond);
  });

  test('several pasts at once, at the call', async () => {
    const view = await viewOf(Balances);
    const at = { position: 1, occurredBy: start };
    expect(() => view.entries(at)).toThrow(expect.objectContaining({ field: 'position and occurredBy' }));
    await expect(view.get('a', at)).rejects.toMatchObject({ field: 'position and occurredBy' });
  });

  test('a key that no stream can have is one without events', async () => {
    const view = await viewOf(Fillings);
    expect(await view.get('x'.repeat(300))).toBeUndefined();
  });

  test('a position that comes while it is waited for is answered', async () => {
    const store = await filledStore();
    const view = await viewOf(Balances, { store });
    const answer = view.get('a', { position: 9 });
    await store.append('purse-a', [Filled.of({ cents: 1_000_000 })], { expected: 'any' });
    expect((await answer)?.cents).toBe(1_110_901);
  });
});
