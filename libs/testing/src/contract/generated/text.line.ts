import fc, { type Arbitrary } from 'fast-check';
import { notes } from '../contract-subject.js';
import type { AcceptedCase, InputLine } from './generated-case.js';
import { refusedName, validName } from './names.js';
import { acceptedAt, place, refusedAt } from './place.js';
import { shown } from './shown.js';

// Not the unit `binary`, which takes a second and 100 MB to get ready, in each spec that imports anything of this package.
const character = fc
  .oneof(fc.integer({ min: 0, max: 0xd7ff }), fc.integer({ min: 0xe000, max: 0x10ffff }))
  .map((codePoint) => String.fromCodePoint(codePoint));

/** Text that every store keeps: whole characters of every kind but NUL, and the twins that only look the same. */
export const text: Arbitrary<string> = fc
  .oneof(
    fc.string({ unit: character }),
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(
      'caf\u00e9',
      'cafe\u0301',
      '\ufeffa',
      'a\u202eb',
      '\u200b',
      ' ',
      '',
      '\r\n',
      '\u001b[31m',
      '\u2028',
      '\ufffd',
    ),
  )
  .filter((candidate) => !candidate.includes('\0') && candidate !== '__proto__' && candidate !== 'toJSON');

const unkeepable = fc.constantFrom('\0', '\ud800', '\udbff', '\udc00', '\udfff');

const unkeepableText = fc.tuple(text, unkeepable, text).map((parts) => parts.join(''));

const unnameable = fc.constantFrom(
  ...['\0', '\n', '\r\n', '\t', '\u001b', '\u007f', '\u0085', '\ud800', '\udc00', 'e\u0301', '\u2028'],
  ...['\ufeff', '\u202e', '\u200f', '\u2066', '\u200b', '\u200d', '\u00ad', '/', '\\', '..'],
);

const unnameableName = fc.tuple(validName, unnameable, validName).map((parts) => parts.join(''));

const acceptedName: Arbitrary<AcceptedCase> = validName.map((name) => ({
  what: `${shown(name)} as streamId and idempotencyKey`,
  attempt: async (subject) => {
    const streamId = `${subject.category()}-${name}`;
    await subject.store.append(streamId, notes(1), {
      expected: 'noStream',
      idempotencyKey: `${subject.category()}${name}`,
    });
    const found = (await subject.read(streamId)).map((recorded) => recorded.streamId);
    return { given: [streamId], found };
  },
}));

export const textLine: InputLine = {
  line: 'Text',
  refused: fc.oneof(
    fc.tuple(place, unkeepableText).map(([at, value]) => refusedAt(at, shown(value), () => value)),
    fc
      .tuple(place, unkeepableText)
      .map(([at, name]) => refusedAt(at, `the name ${shown(name)}`, () => ({ [name]: 1 }), '[')),
    unnameableName.chain(refusedName),
  ),
  accepted: fc.oneof(
    fc.tuple(place, text).map(([at, value]) => acceptedAt(at, shown(value), value)),
    fc.tuple(place, text).map(([at, name]) => acceptedAt(at, `the name ${shown(name)}`, { [name]: name, twin: name })),
    fc.tuple(place, text).map(([at, value]) => {
      const twins = { [`${value}\u00e9`]: 'composed', [`${value}e\u0301`]: 'decomposed' };
      return acceptedAt(at, `the twins of ${shown(value)}`, twins);
    }),
    acceptedName,
  ),
};
