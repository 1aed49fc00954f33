import { expect, test } from '@jest/globals';
import { defaultWaitingLimits, waitingLimits } from './waiting-limits.js';

test('what is not given is the default', () => {
  expect(waitingLimits()).toEqual(defaultWaitingLimits);
  expect(waitingLimits({ waitMs: 5 })).toEqual({ ...defaultWaitingLimits, waitMs: 5 });
});

test.each([0, -1, 1.5, NaN, Infinity, 2_147_483_648, '1' as never])('%p is no limit', (value) => {
  for (const name of ['waiting', 'waitMs', 'answerMs']) {
    expect(() => waitingLimits({ [name]: value })).toThrow(`limits.${name} is`);
  }
});
