import { describe, expect, test } from '@jest/globals';
import { type SubscriptionFacts, subscriptionWordOf, subscriptionWords } from './subscription-word.js';

const live: SubscriptionFacts = {
  isStopped: false,
  isPaused: false,
  isAwaitingRelease: false,
  isFailing: false,
  isBuilding: false,
  hasBegun: true,
  lagMs: 0,
  hasCaughtUpHere: undefined,
  parkedEvents: 0,
};
const everything: SubscriptionFacts = {
  isStopped: true,
  isPaused: true,
  isAwaitingRelease: true,
  isFailing: true,
  isBuilding: true,
  hasBegun: false,
  lagMs: 60_000,
  hasCaughtUpHere: false,
  parkedEvents: 3,
};

describe('A durable reader is called', () => {
  test.each([
    ['failed', 'has stopped by itself, whatever else', everything],
    ['paused', 'stands still on an operator’s word, though something failed', { ...everything, isStopped: false }],
    [
      'awaiting-release',
      'meets what only another release can read',
      { ...everything, isStopped: false, isPaused: false },
    ],
    ['awaiting-release', 'does so while rows are made anew', { ...live, isBuilding: true, isAwaitingRelease: true }],
    ['failed', 'does not succeed', { ...everything, isStopped: false, isPaused: false, isAwaitingRelease: false }],
    ['failed', 'does not succeed at making rows anew', { ...live, isBuilding: true, isFailing: true }],
    ['rebuilding', 'fills rows that nobody reads', { ...live, isBuilding: true, hasBegun: false, lagMs: 9_000 }],
    ['rebuilding', 'has filled them, and nobody reads them yet', { ...live, isBuilding: true, hasCaughtUpHere: true }],
    ['new', 'was never begun', { ...live, hasBegun: false, lagMs: 60_000 }],
    ['new', 'was never begun on a log that is empty', { ...live, hasBegun: false }],
    ['catching-up', 'lags', { ...live, lagMs: 3_001 }],
    ['catching-up', 'lags, and has parked events', { ...live, lagMs: 3_001, parkedEvents: 1 }],
    ['catching-up', 'is known here to have more to read', { ...live, hasCaughtUpHere: false }],
    ['live', 'is known here to have seen everything', { ...live, hasCaughtUpHere: true, lagMs: 9_000 }],
    ['live', 'lags no longer than a sign of life may take', { ...live, lagMs: 3_000 }],
    ['parked', 'is live but for some keys', { ...live, parkedEvents: 1 }],
    ['live', 'is live', live],
  ] as const)('%s when it %s', (word, _, facts) => {
    expect(subscriptionWordOf(facts)).toBe(word);
  });

  test('nothing else, and each of the words', () => {
    const flags = [true, false];
    const met = new Set<string>();
    for (const isStopped of flags)
      for (const isPaused of flags)
        for (const isFailing of flags)
          for (const [isBuilding, isAwaitingRelease] of flags.flatMap((one) =>
            flags.map((other) => [one, other] as const),
          ))
            for (const hasBegun of flags)
              for (const hasCaughtUpHere of [...flags, undefined])
                for (const lagMs of [0, 10_000])
                  for (const parkedEvents of [0, 1]) {
                    const stands = { isStopped, isPaused, isAwaitingRelease, isFailing, isBuilding, hasBegun };
                    met.add(subscriptionWordOf({ ...stands, hasCaughtUpHere, lagMs, parkedEvents }));
                  }
    expect([...met].sort()).toEqual([...subscriptionWords].sort());
  });
});
