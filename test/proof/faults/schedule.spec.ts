import { expect, test } from '@jest/globals';
import { SeededRandom } from '../world/seeded-random.js';
import { faultNames, faultsNamed } from './faults.js';
import { scheduleOf } from './schedule.js';

const minute = 60_000;
const seeds = Array.from({ length: 200 }, (_, seed) => seed);
const scheduled = (seed: number, ms = minute, names = faultNames) => scheduleOf(names, ms, new SeededRandom(seed));

test('the same seed has the same schedule, another seed another one', () => {
  expect(scheduled(7)).toEqual(scheduled(7));
  expect(scheduled(7)).not.toEqual(scheduled(8));
});

test('in a minute every fault happens', () => {
  for (const seed of seeds) {
    const happened = scheduled(seed).flatMap(({ faults }) => faults);
    expect([...new Set(happened)].sort()).toEqual([...faultNames].sort());
  }
});

test('none happens again before all have happened', () => {
  for (const seed of seeds.slice(0, 20)) {
    const happened = scheduled(seed, 10 * minute).flatMap(({ faults }) => faults);
    const turns = Math.floor(happened.length / faultNames.length);
    expect(turns).toBeGreaterThan(5);
    for (let turn = 0; turn < turns; turn++) {
      const start = turn * faultNames.length;
      expect(new Set(happened.slice(start, start + faultNames.length)).size).toBe(faultNames.length);
    }
  }
});

test.each([2_000, 5_000, 15_000, 20_000, minute, 30 * minute])(
  'rounds of a run of %d ms follow each other with pauses, and the end is free of them',
  (ms) => {
    for (const seed of seeds.slice(0, 20)) {
      const rounds = scheduled(seed, ms);
      expect(rounds.length).toBeGreaterThan(0);
      let over = 0;
      for (const { atMs, forMs, faults } of rounds) {
        expect(atMs).toBeGreaterThan(over);
        expect([1, 2]).toContain(faults.length);
        over = atMs + forMs;
      }
      expect(ms - over).toBeGreaterThan(Math.min(0.15 * ms, 8_000));
    }
  },
);

test('what takes away what another one needs does not happen with it', () => {
  const ofServer = ['kill-server', 'full-disk', 'long-transaction', 'long-transaction-elsewhere'];
  const ofRebuild = ['rebuild', 'long-transaction', 'prepared-transaction'];
  for (const { faults } of seeds.slice(0, 40).flatMap((seed) => scheduled(seed, 3 * minute))) {
    if (faults.includes('open-append-killed')) expect(faults).toEqual(['open-append-killed']);
    for (const group of [ofServer, ofRebuild])
      expect(faults.filter((name) => group.includes(name))).not.toHaveLength(2);
  }
});

test('it is narrowed to the faults that are asked for, over and over again', () => {
  const rounds = scheduled(3, 20_000, ['kill-process', 'kill-server']);
  expect(rounds.length).toBeGreaterThan(1);
  for (const { faults } of rounds) expect([...faults].sort()).toEqual(['kill-process', 'kill-server']);
  expect(scheduled(3, minute, [])).toEqual([]);
});

test('a name that no fault has is refused, and the names are told', () => {
  expect(faultsNamed(['rebuild']).map(({ name }) => name)).toEqual(['rebuild']);
  expect(() => faultsNamed(['rebuild', 'earthquake'])).toThrow(/"earthquake".*kill-server, .*open-append-killed/);
  expect(new Set(faultNames).size).toBe(faultNames.length);
});
