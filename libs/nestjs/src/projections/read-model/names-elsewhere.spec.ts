import { expect, test } from '@jest/globals';
import { namesElsewhere } from './names-elsewhere.js';

const elsewhere = namesElsewhere(
  new Map([
    ['"own"."line"', '"g1"."line"'],
    ['"own"."lines"', '"own"."line"'],
    ['"own"."$&"', '"g1"."$&"'],
  ]),
);

test('every name is written anew, once', () => {
  expect(elsewhere('SELECT "own"."line"."id" FROM "own"."line","own"."lines" JOIN "own"."$&"')).toBe(
    'SELECT "g1"."line"."id" FROM "g1"."line","own"."line" JOIN "g1"."$&"',
  );
});

test.each([
  `'"own"."line"'`,
  `'it''s "own"."line"'`,
  `E'it\\'s "own"."line"'`,
  `$$"own"."line"$$`,
  `$of$ $$ "own"."line" $of$`,
  `"a""own"."line"`,
  `-- "own"."line"`,
  `/* "own"\n "own"."line" */`,
])('what says the same and is no name stays: %s', (part) => {
  expect(elsewhere(`SELECT ${part}`)).toBe(`SELECT ${part}`);
  expect(elsewhere(`SELECT "own"."line", ${part}\n, "own"."line"`)).toBe(`SELECT "g1"."line", ${part}\n, "g1"."line"`);
});

test('a backslash ends no literal that has no escapes, and a parameter begins none', () => {
  expect(elsewhere(`LIKE'\\' AND $1 = $2 FROM "own"."line" WHERE ''='$'`)).toBe(
    `LIKE'\\' AND $1 = $2 FROM "g1"."line" WHERE ''='$'`,
  );
});
