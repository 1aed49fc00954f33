import { describe, expect, test } from '@jest/globals';
import { SeededRandom } from './seeded-random.js';

const draws = (random: SeededRandom): number[] => Array.from({ length: 50 }, () => random.below(1_000));

describe('SeededRandom', () => {
  test('repeats itself under the same seed, and differs under another one', () => {
    expect(draws(new SeededRandom(42))).toEqual(draws(new SeededRandom(42)));
    expect(draws(new SeededRandom(42))).not.toEqual(draws(new SeededRandom(43)));
  });

  test('draws within its bounds, and meets both of them', () => {
    const random = new SeededRandom(7);
    const drawn = new Set(Array.from({ length: 500 }, () => random.between(3, 6)));
    expect([...drawn].sort()).toEqual([3, 4, 5, 6]);
  });

  test('is as likely as it says', () => {
    const random = new SeededRandom(7);
    const often = Array.from({ length: 10_000 }, () => random.chance(0.1)).filter(Boolean).length;
    expect(often).toBeGreaterThan(850);
    expect(often).toBeLessThan(1_150);
  });

  test('shuffles without losing anything', () => {
    const items = [1, 2, 3, 4, 5, 6, 7, 8, 9];
    const shuffled = new SeededRandom(1).shuffled(items);
    expect(shuffled).not.toEqual(items);
    expect([...shuffled].sort()).toEqual(items);
  });

  test('has children that do not know how often it was asked', () => {
    const asked = new SeededRandom(42);
    draws(asked);
    expect(draws(asked.child('callers'))).toEqual(draws(new SeededRandom(42).child('callers')));
    expect(draws(asked.child('callers'))).not.toEqual(draws(asked.child('faults')));
  });

  test('picks nothing from an empty list, and says so', () => {
    expect(() => new SeededRandom(1).pick([])).toThrow('empty list');
  });
});
