import { describe, it } from '@jest/globals';
import fc from 'fast-check';
import { happenings, interleaved } from './example/interleaving.js';

describe('a runner', () => {
  it('comes to rest at the end of the log, whatever happens meanwhile and in whichever pauses', async () => {
    const happening = fc.array(fc.constantFrom(...happenings), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(fc.integer(), happening, (seed, what) => interleaved(seed, what)),
      // Shrinking would say little: timers make no two runs alike.
      { numRuns: 100, endOnFailure: true },
    );
  });
});
