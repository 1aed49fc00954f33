import { segmentOfKey } from '@daybook/event-store';
import { describe, expect, test } from '@jest/globals';
import { waits } from './example/waits.js';
import { byHead } from './example/wrong-builds/by-head.js';
import { firstSegment } from './example/wrong-builds/first-segment.js';
import { furthestSegment } from './example/wrong-builds/furthest-segment.js';
import { unseenIsEmpty } from './example/wrong-builds/unseen-is-empty.js';
import { hasCome } from './has-come.js';

test('The keys of the examples fall to the segments that they are meant to', () => {
  expect(['a', 'b', 'd'].map((key) => segmentOfKey(key, 2))).toEqual([0, 1, 1]);
});

test.each(waits)('When $name, what was waited for is there: $has', ({ awaited, standing, stretch, has }) => {
  expect(hasCome(awaited, standing, stretch)).toBe(has);
});

describe('A wrong build is caught that', () => {
  test.each([
    ['looks at the first segment alone', firstSegment],
    ['is content with one segment', furthestSegment],
    ['compares with the head', byHead],
    ['takes for empty what it has not seen', unseenIsEmpty],
  ])('%s', (_, wrong) => {
    const caught = waits.filter(({ awaited, standing, stretch, has }) => wrong(awaited, standing, stretch) !== has);
    // Both ways: it answers too early somewhere.
    expect(caught.some(({ has }) => !has)).toBe(true);
  });
});
