import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { SlowPurses } from './example/slow-purses.js';
import { StandingsAhead, TakenForInline } from './example/wrong-builds/standings-ahead.js';
import { MemoryRowStandings } from './memory-row-standings.js';
import type { ReadYourWritesParts } from './read-your-writes.js';

type Parts = Pick<ReadYourWritesParts, 'here' | 'standings'>;

let purses: SlowPurses;
beforeEach(async () => {
  purses = await new SlowPurses().start();
});
afterEach(() => purses.runner.stop());

/** What moves before it is applied makes no sound. */
const listen = (moved: () => void): (() => void) => {
  const timer = setInterval(moved, 1);
  return () => clearInterval(timer);
};
const onRecord = (): MemoryRowStandings => new MemoryRowStandings(purses.store);

describe('A wait ends with the rows, not before them,', () => {
  test.each<[string, () => Parts]>([
    ['in the process that writes them', () => ({ here: purses.runner, standings: onRecord() })],
    ['in another one', () => ({ here: undefined, standings: onRecord() })],
  ])('%s', async (_, parts) => {
    expect(await purses.earlyAnswers(parts(), 40)).toBe(0);
  });
});

describe('A wrong build is caught that', () => {
  test.each<[string, () => Parts]>([
    [
      'goes by the head of the log',
      () => ({ here: undefined, standings: new StandingsAhead(() => purses.store.head()) }),
    ],
    [
      'goes by what was handed to the projection',
      () => ({ here: undefined, standings: new StandingsAhead(() => purses.seen) }),
    ],
    [
      'goes by what was handed to it in this process',
      () => ({ here: { listen, positionsOf: () => purses.seenPositions() }, standings: onRecord() }),
    ],
    [
      'takes the rows for those that appends write',
      () => ({ here: undefined, standings: new TakenForInline(onRecord()) }),
    ],
  ])('%s', async (_, parts) => {
    expect(await purses.earlyAnswers(parts(), 10)).toBeGreaterThan(0);
  });
});
