import { expect, test } from '@jest/globals';
import { Pace } from './pace.js';

test('events are spread over the second, whatever the size of the batches', () => {
  const pace = new Pace(100);
  let now = 0;
  for (const events of [25, 5, 20, 50, 100]) now += pace.take(events, now);
  expect(now).toBe(1_000);
  expect(pace.take(1, now)).toBe(1_000);
  expect(pace.most).toBe(25);
  expect(new Pace(1).most).toBe(1);
});

test('what was not used is lost, so that nothing bursts after a rest', () => {
  const pace = new Pace(10);
  expect(pace.take(5, 0)).toBe(0);
  expect(pace.take(5, 60_000)).toBe(0);
  expect(pace.take(5, 60_000)).toBe(500);
});

test('without a limit nobody waits', () => {
  const pace = new Pace(undefined);
  expect([pace.take(1e9, 0), pace.take(1e9, 0), pace.most]).toEqual([0, 0, Infinity]);
});
