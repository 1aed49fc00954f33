import { expect, test } from '@jest/globals';
import { jsonArray, plainArray } from './array-text.js';
import { ExampleStore } from './example/example-store.js';

const example = ExampleStore.ofThisSpec();

const values = [
  ...['', 'plain', '"', '\\', '\\"', '\\\\"', '{a,b}', "'", 'NULL', 'null', ' ', '\n\r\t\b\f\v', '\u0001\u001f\u007f'],
  ...['é', 'e\u0301', '🙂', '\u2028', '\\u0041', '$1', '{}'],
];

test('JSON texts come out of an array as they went in, whatever they hold', async () => {
  const texts = [...values, ...values.map((value) => ({ [`key ${value}`]: [value] })), null, 0, -1.5, true, [], {}].map(
    (value) => JSON.stringify(value),
  );
  const parsed = await example.ask('SELECT unnest($1::json[])::text', [jsonArray(texts)]);
  expect(parsed).toEqual(texts);
});

test('so do numbers, UUIDs, times and what is missing', async () => {
  const numbers = [0, -2, Number.MAX_SAFE_INTEGER, null];
  expect(await example.ask('SELECT unnest($1::bigint[])::text', [plainArray(numbers)])).toEqual(
    numbers.map((number) => (number === null ? null : String(number))),
  );
  const ids = ['0190d5f0-0000-7000-8000-000000000001', 'ffffffff-ffff-4fff-bfff-ffffffffffff'];
  expect(await example.ask('SELECT unnest($1::uuid[])::text', [plainArray(ids)])).toEqual(ids);
  const times = ['0001-01-01T00:00:00.000Z', '2026-02-28T23:59:59.999Z', '9999-12-31T23:59:59.999Z', null];
  const moments = await example.ask('SELECT unnest($1::timestamptz[])', [plainArray(times)]);
  expect(moments).toEqual(times.map((time) => (time === null ? null : new Date(time))));
});

test('an empty array stays one', async () => {
  expect(
    await example.ask('SELECT cardinality($1::jsonb[]) + cardinality($2::bigint[])', [jsonArray([]), plainArray([])]),
  ).toEqual([0]);
});
