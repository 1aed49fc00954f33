import fc, { type Arbitrary } from 'fast-check';
import { badValues } from '../bad-values.js';
import { DayEnded, ValuesCoded } from '../contract-events.js';
import type { AcceptedCase, InputLine, RefusedCase } from './generated-case.js';
import { acceptedAt, place, refusedAt } from './place.js';
import { shown } from './shown.js';

const earliest = new Date('0001-01-01T00:00:00.000Z');
const latest = new Date('9999-12-31T23:59:59.999Z');
const moment = fc.date({ min: earliest, max: latest, noInvalidDate: true });

const badMoment: Arbitrary<unknown> = fc.oneof(
  fc.date({ max: new Date(earliest.getTime() - 1), noInvalidDate: true }),
  fc.date({ min: new Date(latest.getTime() + 1), noInvalidDate: true }),
  fc.constantFrom<unknown>(new Date(Number.NaN), null, 0, new Date('0000-06-01T00:00:00Z'), new Date(8.64e15)),
  moment.map((date) => date.toISOString()),
);

const refusedMoment: Arbitrary<RefusedCase> = badMoment.map((occurredAt) => ({
  what: `occurredAt ${shown(occurredAt)}`,
  names: ['field', 'events[0].occurredAt'],
  attempt: async (subject) =>
    subject.store.append(subject.stream(), [{ event: DayEnded.of(), occurredAt: occurredAt as Date }], {
      expected: 'any',
    }),
}));

/** A field with a declared codec does not take what the codec is not for. */
const refusedCoded: Arbitrary<RefusedCase> = fc
  .tuple(
    fc.constantFrom('moment', 'large', 'byName', 'moments'),
    fc.oneof(fc.integer(), fc.string({ minLength: 1 }), fc.boolean()),
  )
  .map(([field, value]) => ({
    what: `${field} ${shown(value)}`,
    names: ['field', `events[0].data.${field}`],
    attempt: async (subject) =>
      subject.store.append(subject.stream(), [Object.assign(new ValuesCoded(), { [field]: value })], {
        expected: 'any',
      }),
  }));

const acceptedCoded: Arbitrary<AcceptedCase> = fc
  .record(
    {
      moment,
      large: fc.bigInt(),
      byName: fc.array(fc.tuple(fc.stringMatching(/^[a-z]{1,8}$/), fc.bigInt())).map((entries) => new Map(entries)),
      moments: fc.array(moment, { maxLength: 4 }).map((dates) => new Set(dates)),
    },
    { requiredKeys: [] },
  )
  .chain((fields) => moment.map((occurredAt) => ({ fields, occurredAt })))
  .map(({ fields, occurredAt }) => ({
    what: `coded ${Object.keys(fields).join()} ${shown(fields.large)} at ${occurredAt.toISOString()}`,
    attempt: async (subject) => {
      const streamId = subject.stream();
      const event = ValuesCoded.of(fields);
      await subject.store.append(streamId, [{ event, occurredAt }], { expected: 'noStream' });
      const [recorded] = await subject.read(streamId);
      return { given: [event, occurredAt], found: [recorded?.event, recorded?.occurredAt] };
    },
  }));

const json = fc.jsonValue({ maxDepth: 4, stringUnit: 'grapheme' }).map((value) => keepable(value));

/** Without what JSON says and a store does not keep: minus zero and whole numbers that have lost digits. */
function keepable(value: unknown): unknown {
  if (typeof value === 'number') return Number.isInteger(value) && !Number.isSafeInteger(value) ? 1.5 : value + 0;
  if (Array.isArray(value)) return value.map(keepable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !['__proto__', 'toJSON', 'constructor'].includes(name))
      .map(([name, inner]) => [name, keepable(inner)]),
  );
}

export const typesLine: InputLine = {
  line: 'Types',
  refused: fc.oneof(
    {
      weight: 4,
      arbitrary: fc.tuple(place, fc.constantFrom(...badValues)).map(([at, [what, make]]) => refusedAt(at, what, make)),
    },
    { weight: 1, arbitrary: refusedMoment },
    { weight: 1, arbitrary: refusedCoded },
  ),
  accepted: fc.oneof(
    fc.tuple(place, json).map(([at, value]) => acceptedAt(at, shown(value), value)),
    acceptedCoded,
  ),
};
