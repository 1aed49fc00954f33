import fc, { type Arbitrary } from 'fast-check';
import type { ExpectedVersion } from '@daybook/event-store';
import { all, notes } from '../contract-subject.js';
import type { AcceptedCase, InputLine, RefusedCase } from './generated-case.js';
import { acceptedAt, place, refusedAt } from './place.js';
import { shown } from './shown.js';

const beyond = fc.double({ min: 2 ** 53, noNaN: true, noDefaultInfinity: true });

/** What JSON changes, or has lost digits already. */
const unkeepable = fc.oneof(
  fc.constantFrom<unknown>(
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    -0,
    2 ** 53,
    2 ** 53 + 2,
    1e21,
    1e308,
  ),
  beyond,
  beyond.map((number) => -number),
  fc.bigInt(),
);

/** What no version or position can be. */
const uncountable = fc.oneof(
  fc.constantFrom<unknown>(-1, 1.5, '1', 2 ** 63, Number.NaN, null, Number.POSITIVE_INFINITY, 1n),
  fc.integer({ max: -1 }),
  fc.double({ noNaN: true }).filter((number) => !Number.isSafeInteger(number)),
  fc.nat().map(String),
  beyond,
  fc.bigInt(),
);

const refusedExpectation: Arbitrary<RefusedCase> = fc.oneof(uncountable, fc.constant(undefined)).map((expected) => ({
  what: `expected ${shown(expected)}`,
  names: ['field', 'expected'],
  attempt: async (subject) =>
    subject.store.append(subject.stream(), notes(1), { expected: expected as ExpectedVersion }),
}));

const refusedRead: Arbitrary<RefusedCase> = fc
  .tuple(uncountable, fc.constantFrom('fromVersion', 'toVersion', 'afterPosition', 'toPosition'))
  .map(([value, option]) => ({
    what: `${option} ${shown(value)}`,
    names: ['field', option],
    attempt: async ({ store }) =>
      all(
        option.endsWith('Version')
          ? store.readStream('note-1', { [option]: value })
          : store.readAll({ [option]: value }),
      ),
  }));

const number = fc
  .oneof(
    fc.maxSafeInteger(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.double({ min: -1e-300, max: 1e-300, noNaN: true }),
    fc.constantFrom(
      0.1,
      0.1 + 0.2,
      5e-324,
      2.2250738585072014e-308,
      Number.MAX_SAFE_INTEGER,
      Number.MIN_SAFE_INTEGER,
      4503599627370495.5,
    ),
  )
  .filter(
    (candidate) => !Object.is(candidate, -0) && (!Number.isInteger(candidate) || Number.isSafeInteger(candidate)),
  );

const acceptedExpectation: Arbitrary<AcceptedCase> = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.maxSafeNat(), fc.maxSafeNat())
  .map(([events, from, to]) => ({
    what: `expected ${events}, then versions ${from + 1} to ${to}`,
    attempt: async (subject) => {
      const streamId = await subject.streamOf(events);
      const { version } = await subject.store.append(streamId, notes(1), { expected: events });
      const fromVersion = Math.min(from + 1, Number.MAX_SAFE_INTEGER);
      const found = [version, ...(await subject.versionsOf(streamId, { fromVersion, toVersion: to }))];
      const versions = Array.from({ length: events + 1 }, (_, index) => index + 1);
      return {
        given: [events + 1, ...versions.filter((candidate) => candidate >= fromVersion && candidate <= to)],
        found,
      };
    },
  }));

export const numbersLine: InputLine = {
  line: 'Numbers',
  refused: fc.oneof(
    fc.tuple(place, unkeepable).map(([at, value]) => refusedAt(at, shown(value), () => value)),
    refusedExpectation,
    refusedRead,
  ),
  accepted: fc.oneof(
    { weight: 4, arbitrary: fc.tuple(place, number).map(([at, value]) => acceptedAt(at, shown(value), value)) },
    { weight: 1, arbitrary: acceptedExpectation },
  ),
};
