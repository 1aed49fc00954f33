import fc, { type Arbitrary } from 'fast-check';
import { NamedHasOwnProperty, NamedToString, SampleRecorded } from '../contract-events.js';
import { notes } from '../contract-subject.js';
import type { AcceptedCase, InputLine, RefusedCase } from './generated-case.js';
import { refusedName, validName } from './names.js';
import { acceptedAt, place, refusedAt } from './place.js';
import { shown } from './shown.js';

const payload = fc.constantFrom(
  "'; DROP TABLE events; --",
  "' OR '1'='1",
  '"; DELETE FROM streams; --',
  '$$; SELECT pg_sleep(10); $$',
  '{"$gt": ""}',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '\u001b[2J\u001b[31mred\u0007',
  '=HYPERLINK("http://example.invalid")',
  '+1+1',
  '@SUM(A1:A9)',
  '${process.env.HOME}',
  '{{constructor.constructor("return 1")()}}',
  '%s%n%x',
  '../../etc/passwd',
  '\\x00\\u0000',
  '100%_',
);

const harmful = fc
  .tuple(
    fc.string({ maxLength: 5 }).filter((text) => !text.includes('\0')),
    payload,
  )
  .map((parts) => parts.join(''));

/** Properties of every object: harmless as names, if nobody looks them up by accident. */
const inherited = fc.constantFrom(
  ...['toString', 'hasOwnProperty', 'valueOf', 'isPrototypeOf', 'propertyIsEnumerable', 'toLocaleString'],
  ...['__defineGetter__', '__lookupSetter__', 'prototype', 'length', 'name', 'then'],
);

const reserved = fc.constantFrom<readonly [string, (value: unknown) => unknown, string]>(
  ['__proto__', (value) => Object.defineProperty({}, '__proto__', { value, enumerable: true }), '.__proto__'],
  ['toJSON', (value) => ({ toJSON: value }), '.toJSON'],
  ['constructor.prototype', (value) => ({ constructor: { prototype: value } }), '.constructor.prototype'],
);

const refusedField: Arbitrary<RefusedCase> = fc
  .tuple(fc.constantFrom('__proto__', 'constructor', 'toJSON'), fc.oneof(fc.integer(), harmful))
  .map(([name, value]) => ({
    what: `a field ${name} ${shown(value)}`,
    names: ['field', `events[0].data.${name}`],
    attempt: async (subject) => {
      const event = Object.defineProperty(new SampleRecorded(), name, { value, enumerable: true });
      return subject.store.append(subject.stream(), [event], { expected: 'any' });
    },
  }));

const refusedPath = fc
  .tuple(validName, fc.constantFrom('../', '/..', '/', '\\', '..\\', '\r\nSet-Cookie: a=b', '\u001b[2J'), validName)
  .chain((parts) => refusedName(parts.join('')));

/** Names that a pattern would confuse select their own category alone. */
const acceptedCategory: Arbitrary<AcceptedCase> = fc
  .tuple(fc.constantFrom('_', '%', '*', '.', '?', '[a]', "'", '"', '(', '|'), validName)
  .map(([sign, name]) => ({
    what: `a category with ${sign} and ${shown(name)}`,
    attempt: async (subject) => {
      const category = subject.category();
      const [exact, other] = [`${category}${sign}1`, `${category}X1`];
      const [{ position }] = [await subject.store.append(`${exact}-${name}`, notes(1), { expected: 'noStream' })];
      await subject.store.append(`${other}-${name}`, notes(1), { expected: 'noStream' });
      const log = await subject.readLog({ afterPosition: position - 1, categories: [exact] });
      return { given: [`${exact}-${name}`], found: log.map(({ streamId }) => streamId) };
    },
  }));

const acceptedType: Arbitrary<AcceptedCase> = fc
  .tuple(fc.constantFrom(NamedToString, NamedHasOwnProperty), harmful)
  .map(([eventClass, text]) => ({
    what: `${eventClass.name} ${shown(text)}`,
    attempt: async (subject) => {
      const streamId = subject.stream();
      const event = Object.assign(new eventClass(), { text });
      await subject.store.append(streamId, [event], { expected: 'noStream' });
      return { given: [event], found: (await subject.read(streamId)).map((recorded) => recorded.event) };
    },
  }));

export const injectionLine: InputLine = {
  line: 'Injection',
  refused: fc.oneof(
    {
      weight: 3,
      arbitrary: fc
        .tuple(place, reserved, harmful)
        .map(([at, [what, make, inside], value]) =>
          refusedAt(at, `${what} ${shown(value)}`, () => make(value), inside),
        ),
    },
    { weight: 1, arbitrary: refusedField },
    { weight: 2, arbitrary: refusedPath },
  ),
  accepted: fc.oneof(
    fc.tuple(place, harmful).map(([at, value]) => acceptedAt(at, shown(value), value)),
    fc.tuple(place, harmful).map(([at, name]) => acceptedAt(at, `the name ${shown(name)}`, { [name]: true })),
    fc
      .tuple(place, inherited, harmful)
      .map(([at, name, value]) => acceptedAt(at, `${name} ${shown(value)}`, { [name]: value, constructor: value })),
    acceptedCategory,
    acceptedType,
  ),
};
