import { describe, expect, test } from '@jest/globals';
import { SeededRandom } from '../world/seeded-random.js';
import { type CallerKind, type PlannedAppend, type PlannedRequest, RequestPlan } from './request-plan.js';

const kinds = ['moves', 'appends', 'holds', 'asks'] as const;
const planned = (seed: number, kind: CallerKind): readonly PlannedRequest[] => {
  const plan = new RequestPlan(new SeededRandom(seed), 1, kind);
  return Array.from({ length: 500 }, () => plan.next());
};
const isAppend = (request: PlannedRequest): request is PlannedRequest & PlannedAppend => request.kind === 'append';

describe('RequestPlan', () => {
  test.each(kinds)('of one who %s is the same under the same seed, and another one under another', (kind) => {
    expect(planned(42, kind)).toEqual(planned(42, kind));
    expect(planned(42, kind)).not.toEqual(planned(43, kind));
  });

  test('meets every kind of request, of append and of expected version', () => {
    const all = kinds.flatMap((kind) => planned(7, kind));
    expect(new Set(all.map(({ kind }) => kind))).toEqual(new Set(['append', 'transfer', 'supply', 'move', 'order']));
    const appends = all.filter(isAppend);
    expect(new Set(appends.map(({ way }) => way))).toEqual(
      new Set(['alone', 'together', 'held', 'savepoint', 'rolled-back']),
    );
    const versions = appends.flatMap(({ shares }) => shares.map(({ expected }) => expected));
    expect(new Set(versions)).toEqual(new Set(['any', 'exact', 'streamExists', 'stale', 'noStream']));
  });

  test('asks for no stream twice in one append, and transfers to somebody else', () => {
    for (const request of kinds.flatMap((kind) => planned(11, kind))) {
      if (request.kind === 'transfer') expect(request.from).not.toBe(request.to);
      if (request.kind === 'move') expect(request.asked.from).not.toBe(request.asked.to);
      if (isAppend(request))
        expect(new Set(request.shares.map(({ stream }) => stream)).size).toBe(request.shares.length);
    }
  });

  test('asks for what ends well, is late, is called off and is begun by a deadline', () => {
    const all = planned(3, 'asks');
    const orders = all.flatMap((request) => (request.kind === 'order' ? [request] : []));
    expect(new Set(orders.map(({ then }) => then?.says))).toEqual(new Set(['confirmed', 'cancelled', undefined]));
    expect(orders.some(({ asked, then }) => asked.waits && then === undefined)).toBe(true);
    const moves = all.flatMap((request) => (request.kind === 'move' ? [request.asked.afterMs === null] : []));
    expect(new Set(moves)).toEqual(new Set([true, false]));
  });

  test('lets those of one number in several processes create the same streams', () => {
    const created = (seed: number): readonly string[] =>
      planned(seed, 'appends')
        .filter(isAppend)
        .flatMap(({ shares }) => shares.filter(({ expected }) => expected === 'noStream').map(({ stream }) => stream));
    const others = new Set(created(2));
    expect(created(1).filter((stream) => others.has(stream)).length).toBeGreaterThan(10);
  });

  test('holds a transaction open for a while, and mostly where it writes something', () => {
    const held = planned(5, 'holds').filter(isAppend);
    expect(Math.max(...held.flatMap(({ pausesMs }) => pausesMs))).toBeGreaterThan(140);
    expect(held.filter(({ way }) => way === 'rolled-back').length / held.length).toBeLessThan(0.4);
  });
});
