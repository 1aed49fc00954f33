import { describe, expect, test } from '@jest/globals';
import { type DomainEvent, On } from '@daybook/domain';
import { ofKeyOrStream, segmentOfKey } from '@daybook/event-store';
import { isDeepStrictEqual } from 'node:util';
import { FoldProjection } from '../fold-projection.js';
import { projectionDefinitionOf } from '../projection-definition.js';
import { Projection } from '../projection.decorator.js';
import { Balance, Balances, Filled, Moved } from '../running/example/balances.js';
import { FixedSnapshots } from './example/fixed-snapshots.js';
import { filled, KeptPurses, some } from './example/kept-purses.js';
import { findingsOf, tamperings } from './example/tamperings.js';
import * as wrong from './example/wrong-builds/wrong-verifications.js';
import type { RowDifference, VerificationProgress, VerificationReport } from './verification-report.js';

/** Keyed by its stream. */
@Projection('fillings', { version: 1, readModel: Balance, categories: ['purse'] })
class Fillings extends FoldProjection<Balance> {
  initial(purseId: string): Balance {
    return Object.assign(new Balance(), { purseId, cents: 0, tags: [], changedAt: null });
  }
  @On(Filled) filled(row: Balance, event: Filled): void {
    row.cents += event.cents;
  }
}

const found = (report: VerificationReport): readonly (readonly [string, RowDifference['kind']])[] =>
  report.differences.map(({ key, kind }) => [key, kind]);

describe('rows that are what the events say', () => {
  test('are found to be right, all of them', async () => {
    const kept = await KeptPurses.with(some);
    expect(await kept.verify()).toEqual({
      projection: 'balances',
      version: 1,
      generation: 1,
      position: 6,
      keys: 3,
      sampled: undefined,
      differing: 0,
      differences: [],
      parked: [],
    });
  });

  test('need not be up to date: each is compared at the checkpoint of its segment', async () => {
    const kept = await KeptPurses.with(some);
    const keys = ['a', 'b', 'c'];
    await kept.write(...keys.flatMap((key) => filled(key, 100)));
    const positions = [6, 9];
    for (const key of keys) {
      const isAhead = segmentOfKey(key, 2) === 1;
      if (isAhead) await kept.alter(key, { cents: ((await kept.rows.load([key])).get(key)?.cents ?? 0) + 100 });
    }
    expect(new Set(keys.map((key) => segmentOfKey(key, 2))).size).toBe(2);
    expect(
      (await kept.verify(undefined, { snapshots: new FixedSnapshots({ ...kept.record, positions }) })).differing,
    ).toBe(0);
    const wrong = new FixedSnapshots({ ...kept.record, positions: [9, 6] });
    expect((await kept.verify(undefined, { snapshots: wrong })).differing).toBe(3);
  });
});

describe('rows that are not', () => {
  test('are named, those and no others, with their fields and their events', async () => {
    const kept = await KeptPurses.with(some);
    await kept.alter('a', { cents: 7, tags: ['hand'] });
    await kept.alter('b', null);
    await kept.alter('d', { cents: 3 });
    const report = await kept.verify();
    expect(found(report)).toEqual([
      ['a', 'altered'],
      ['b', 'missing'],
      ['d', 'surplus'],
    ]);
    expect(report.keys).toBe(4);
    expect(report.differing).toBe(3);
    const [altered, missing, surplus] = report.differences;
    expect(altered?.fields).toEqual([
      { field: 'cents', expected: -2, found: 7 },
      { field: 'tags', expected: [], found: ['hand'] },
    ]);
    expect(altered?.events).toEqual([
      { position: 1, type: 'purse.filled' },
      { position: 2, type: 'purse.filled' },
      { position: 4, type: 'purse.moved' },
    ]);
    expect(missing?.fields).toContainEqual({ field: 'cents', expected: 10, found: undefined });
    expect(surplus?.fields).toContainEqual({ field: 'cents', expected: undefined, found: 3 });
    expect(surplus?.events.map(({ position }) => position)).toEqual([5, 6]);
  });

  test('are told with their last 20 events', async () => {
    const kept = await KeptPurses.with(filled('a', ...Array.from({ length: 30 }, () => 1)));
    await kept.alter('a', { cents: 29 });
    const [difference] = (await kept.verify()).differences;
    expect(difference?.events.map(({ position }) => position)).toEqual(Array.from({ length: 20 }, (_, n) => n + 11));
  });

  test('that the fold cannot make any more are named with the reason', async () => {
    const kept = await KeptPurses.with(some);
    class Failing extends Balances {
      override moved(): Balance {
        throw new RangeError('not this one');
      }
    }
    const report = await kept.verify(undefined, { fold: new Failing() });
    expect(found(report)).toEqual([
      ['a', 'unfoldable'],
      ['c', 'unfoldable'],
    ]);
    expect(report.differences[0]?.failure).toBe('at position 4 (purse.moved): RangeError: not this one');
    expect(report.keys).toBe(3);
  });

  test('for events whose key cannot be told any more, under their stream', async () => {
    const kept = await KeptPurses.with(some);
    const definition = {
      ...projectionDefinitionOf(Balances),
      keysOf: (event: DomainEvent): readonly string[] => {
        if (event instanceof Moved) throw new RangeError('no key');
        return [];
      },
    };
    const report = await kept.verify(undefined, { definition });
    expect(report.differences.find(({ key }) => key === 'purse-a')).toMatchObject({
      kind: 'unfoldable',
      failure: 'at position 4 (purse.moved): RangeError: no key',
      events: [{ position: 4, type: 'purse.moved' }],
    });
  });

  test('are all found, however few are held in memory at a time', async () => {
    const keys = Array.from({ length: 60 }, (_, n) => `k${String(n).padStart(2, '0')}`);
    const kept = await KeptPurses.with(keys.flatMap((key) => filled(key, 1)));
    const missing = keys.filter((_, n) => n % 3 > 0 || n > 45);
    for (const key of missing) await kept.alter(key, null);
    await kept.alter('k03', { cents: 2 });
    await kept.alter('k99', { cents: 2 });
    const passes = new Set<number>();
    const report = await kept.verify({ keysPerPass: 3, onProgress: ({ pass }) => passes.add(pass) });
    const expected = [...missing.map((key) => [key, 'missing']), ['k03', 'altered'], ['k99', 'surplus']];
    expect(found(report)).toEqual(expected.sort());
    expect(report.keys).toBe(61);
    expect(passes.size).toBeGreaterThan(10);
  });

  test('are counted, all of them, and told up to the thousandth', async () => {
    const keys = Array.from({ length: 1_100 }, (_, n) => `k${n}`);
    const kept = await KeptPurses.with(keys.flatMap((key) => filled(key, 1)));
    for (const key of keys) await kept.alter(key, { cents: 2 });
    const report = await kept.verify();
    expect(report.differing).toBe(1_100);
    expect(report.differences).toHaveLength(1_000);
  });
});

describe('of rows that were tampered with,', () => {
  test.each(tamperings)('after $name, exactly that is found', async (tampering) => {
    expect(await findingsOf(tampering)).toEqual(tampering.finds);
  });

  test.each([
    ['comparing rows with themselves', wrong.comparesWithItself, ['a sum altered', 'another field altered']],
    ['going through the rows that are there', wrong.missesMissing, ['a row removed']],
    ['going through the keys of the events', wrong.missesSurplus, ['a row added that never was']],
    ['looking at some fields', wrong.looksAtSomeFields, ['another field altered']],
    ['expecting what the log has', wrong.goesByTheHead, ['events that nobody has applied', 'an event given up']],
    ['expecting what one segment has come to', wrong.goesByOneSegment, ['one segment further than the other']],
  ])('%s is wrong, and caught', async (_, verify, caughtBy) => {
    const caught: string[] = [];
    for (const tampering of tamperings) {
      if (!isDeepStrictEqual(await findingsOf(tampering, verify), tampering.finds)) caught.push(tampering.name);
    }
    expect(caught).toEqual(expect.arrayContaining(caughtBy));
  });
});

describe('what waits for an operator', () => {
  test('is named, and not compared', async () => {
    const kept = await KeptPurses.with(some);
    await kept.alter('a', { cents: 0 });
    kept.record = {
      ...kept.record,
      parked: [
        ['a', 2],
        ['a', 4],
      ],
    };
    const report = await kept.verify();
    expect(report).toMatchObject({ differing: 0, keys: 2, parked: ['a'] });
  });

  test('or was given up is left out of what is expected', async () => {
    const kept = await KeptPurses.with(some);
    await kept.alter('a', { cents: -4 });
    kept.record = { ...kept.record, dropped: [['a', 2]] };
    expect((await kept.verify()).differing).toBe(0);
    kept.record = { ...kept.record, dropped: [['c', 2]] };
    expect(found(await kept.verify())).toEqual([['a', 'altered']]);
  });

  test('under its stream, because it had no key, is left out for every key that it has today', async () => {
    const kept = await KeptPurses.with(some);
    await kept.alter('a', { cents: 3 });
    await kept.alter('c', null);
    kept.record = { ...kept.record, parked: [['purse-a', 4, ofKeyOrStream]] };
    const report = await kept.verify();
    expect(found(report).filter(([key]) => key !== 'a')).toEqual([]);
    expect(report.parked).toEqual(['purse-a']);
    const its = segmentOfKey('c', 2);
    const waitsIn = async (segment: number) => {
      kept.record = { ...kept.record, parked: [['purse-a', 4, `${segment}/2`]] };
      return found(await kept.verify()).filter(([key]) => key === 'c').length;
    };
    expect([await waitsIn(its), await waitsIn(1 - its)]).toEqual([0, 1]);
  });
});

describe('a sample', () => {
  test('compares so many of the rows that are there, and says so', async () => {
    const kept = await KeptPurses.with(some);
    await kept.alter('a', { cents: 7 });
    await kept.alter('b', null);
    const report = await kept.verify({ sample: 10 });
    expect(report).toMatchObject({ sampled: 10, keys: 2, differing: 1 });
    const counts = await Promise.all(Array.from({ length: 40 }, () => kept.verify({ sample: 1 })));
    expect(new Set(counts.map(({ differing }) => differing))).toEqual(new Set([0, 1]));
  });

  test('of a fold that is keyed by its stream reads no other streams', async () => {
    const kept = await KeptPurses.with(filled('a', 1, 2), Fillings);
    await kept.write(...filled('a', 4));
    await kept.alter('b', { cents: 1 });
    const store = new Proxy(kept.store, {
      get(target, name) {
        if (name === 'readAll') throw new Error('It reads the whole log.');
        const member: unknown = Reflect.get(target, name);
        return typeof member === 'function' ? (member.bind(target) as unknown) : member;
      },
    });
    await expect(kept.verify({ sample: 2 }, { store })).rejects.toThrow('It reads the whole log.');
    expect(found(await kept.verify({ sample: 2 }))).toEqual([['b', 'surplus']]);
    await kept.alter('b', null);
    expect(await kept.verify({ sample: 2 }, { store })).toMatchObject({ keys: 1, differing: 0 });
  });
});

describe('a verification', () => {
  test('tells how far it has come', async () => {
    const kept = await KeptPurses.with(some);
    const told: VerificationProgress[] = [];
    await kept.verify({ onProgress: (progress) => told.push(progress) });
    expect(told).toEqual([{ pass: 1, position: 6, to: 6, keys: 0 }]);
  });

  test('ends with the signal', async () => {
    const kept = await KeptPurses.with(some);
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(kept.verify({ signal })).rejects.toThrow('enough');
  });

  test.each([
    ['sample', 0],
    ['sample', 1.5],
    ['sample', '3'],
    ['keysPerPass', 0],
    ['keysPerPass', 1_000_001],
  ])('with %s %j is refused', async (field, value) => {
    const kept = new KeptPurses();
    await expect(kept.verify({ [field]: value })).rejects.toMatchObject({ code: 'invalid-verification', field });
  });
});
