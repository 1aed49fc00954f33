import { describe, expect, test } from '@jest/globals';
import { type Cases, right } from './case.js';
import { observed, wordsFor } from './observed.js';

/** Each word is told of where it should be, with what follows from it, and nowhere else. */
export function areToldOf(cases: Readonly<Record<string, Cases>>): void {
  describe.each(Object.entries(cases))('%s', (word, { wrong, innocent }) => {
    test.each(wrong)('$what: is told of, and nothing else is', ({ story, also = [] }) => {
      expect(wordsFor(story())).toEqual([word, ...also].sort());
    });

    test.each([...innocent, { what: 'the right story', story: () => observed(right()) }])(
      'innocent: $what',
      ({ story }) => expect(wordsFor(story())).toEqual([]),
    );
  });
}
