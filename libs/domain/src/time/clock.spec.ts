import { expect, test } from '@jest/globals';
import { ManualClock, systemClock } from '@daybook/domain';

test('a manual clock stands still until it is moved', () => {
  const clock = new ManualClock(new Date('2026-03-01T09:00:00Z'));
  expect(clock.now()).toEqual(new Date('2026-03-01T09:00:00Z'));
  clock.advance(90_000);
  expect(clock.now()).toEqual(new Date('2026-03-01T09:01:30Z'));
  clock.set(new Date('2020-01-01'));
  expect(clock.now()).toEqual(new Date('2020-01-01'));
});

test('a manual clock starts at the beginning of 2026', () => {
  expect(new ManualClock().now()).toEqual(new Date('2026-01-01T00:00:00Z'));
});

test('a clock cannot be moved through the date that it gave', () => {
  const clock = new ManualClock(new Date(0));
  clock.now().setFullYear(1999);
  expect(clock.now()).toEqual(new Date(0));
});

test('the system clock tells the time', () => {
  const before = Date.now();
  expect(systemClock.now().getTime()).toBeGreaterThanOrEqual(before);
});
