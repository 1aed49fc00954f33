import 'reflect-metadata';
import { beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { EveryType, everyRow, Mood, Rank } from './example/every-type.js';
import { asJson, asTheDriverGives, asTypeOrmHasIt } from './example/wrong-builds/rows-without-codecs.js';
import { projectionOf, ReadModelDatabase } from './example/read-model-database.js';
import { GenerationTables } from './generation-tables.js';
import type { Rows } from './rows.js';

const example = ReadModelDatabase.ofThisSpec();
const definition = projectionOf([EveryType], { name: 'every-type' });
let dataSource: DataSource;
let rows: Rows<EveryType>;

beforeAll(async () => {
  dataSource = await example.connect([EveryType]);
  const tables = new GenerationTables(dataSource, 'daybook');
  rows = tables.rowsOf<EveryType>(definition, await tables.ensure(definition));
  tables.readThrough(definition);
});

test('every row comes back as it was saved, over whatever stood there', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(everyRow, { selector: ({ id }) => id, minLength: 1, maxLength: 5 }),
      async (given) => {
        await dataSource.transaction(async (manager) => {
          await rows.save(new Map(given.map((row) => [row.id, row])), manager);
          const ids = given.map(({ id }) => id);
          const loaded = await rows.load([...ids, 'one that is not there'], manager);
          expect(new Set(loaded.keys())).toEqual(new Set(ids));
          for (const row of given) expect(loaded.get(row.id)).toEqual(row);
        });
      },
    ),
    { numRuns: 100 },
  );
});

const sample: EveryType = {
  id: 'sample',
  small: 1,
  whole: 2,
  big: 2 ** 53 - 1,
  huge: 2n ** 63n - 1n,
  long: '3',
  exact: '1.50',
  price: '9.90',
  vast: 10n ** 40n,
  real: 0.1,
  text: 'a',
  short: '🙂🙂🙂🙂🙂',
  uuid: '0192f0c1-2a3b-7c4d-8e5f-0123456789ab',
  flag: true,
  mood: Mood.Calm,
  rank: Rank.High,
  at: new Date('2026-03-29T01:30:00.123Z'),
  said: '2026-10-25T01:30:00.000Z',
  day: '2026-03-29',
  since: new Date('2026-03-29T00:00:00.000Z'),
  hour: '02:30:00',
  json: { a: [1, { b: null }] },
  jsonb: { a: [1, { b: null }] },
  simple: { a: [1] },
  texts: ['a', null, ''],
  wholes: [1, null],
  reals: [0.1],
  flags: [true, false],
  uuids: [],
  moods: [Mood.Calm],
  money: { minor: 5 },
  map: new Map([['a', 1]]),
  note: null,
  closedAt: new Date('2026-10-25T00:30:00.000Z'),
  place: { city: 'Ulm', zip: 89073 },
};

test('a repository reads the row as the projection does', async () => {
  await rows.save(new Map([['sample', sample]]), undefined);
  const read = await dataSource.getRepository(EveryType).findOneByOrFail({ id: 'sample', big: sample.big });
  expect(read).toEqual(sample);
  expect(read).toEqual((await rows.load(['sample'], undefined)).get('sample'));
  expect(read).toBeInstanceOf(EveryType);
});

/** The properties that are not what they were when they were saved. */
function changed(row: object | null | undefined): readonly string[] {
  const read = (row ?? {}) as Readonly<Record<string, unknown>>;
  return Object.entries(sample).flatMap(([name, value]) => {
    try {
      expect(read[name]).toEqual(value);
      return [];
    } catch {
      return [name];
    }
  });
}

test('no property of a row is another after a reload; without codecs many are', async () => {
  const plain = await example.connect([EveryType]);
  // It reads the table as whoever does not know of versions.
  plain.getMetadata(EveryType).tablePath = 'every_type';
  await rows.save(new Map([['sample', sample]]), undefined);
  expect(changed((await rows.load(['sample'], undefined)).get('sample'))).toEqual([]);
  expect(changed(await dataSource.getRepository(EveryType).findOneBy({ id: 'sample' }))).toEqual([]);
  const bigintsAsText = ['big', 'huge', 'vast'];
  expect(changed(await asTheDriverGives(plain, 'sample'))).toEqual(expect.arrayContaining([...bigintsAsText, 'money']));
  expect(changed(await asTypeOrmHasIt(plain, 'sample'))).toEqual(expect.arrayContaining([...bigintsAsText, 'said']));
  expect(changed(await asJson(plain, 'sample'))).toEqual(expect.arrayContaining(['huge', 'long', 'vast', 'at']));
});

test('what a handler writes through TypeORM is read as what it wrote', async () => {
  await dataSource.getRepository(EveryType).save({ ...sample, id: 'saved' });
  expect((await rows.load(['saved'], undefined)).get('saved')).toEqual({ ...sample, id: 'saved' });
});

test('no setting of the session changes what is read', async () => {
  const settings = '-c datestyle=German -c timezone=Asia/Kolkata -c intervalstyle=sql_standard -c bytea_output=escape';
  const other = await example.connect([EveryType], { extra: { options: settings } });
  const theirs = new GenerationTables(other, 'daybook').rowsOf<EveryType>(definition, { ...definition, generation: 1 });
  await rows.save(new Map([['sample', sample]]), undefined);
  expect((await theirs.load(['sample'], undefined)).get('sample')).toEqual(sample);
  await theirs.save(new Map([['theirs', { ...sample, id: 'theirs' }]]), undefined);
  expect((await rows.load(['theirs'], undefined)).get('theirs')).toEqual({ ...sample, id: 'theirs' });
});

const lone = '\ud800';
const nul = 'a\0b';
test.each<[string, Partial<Record<keyof EveryType, unknown>>]>([
  ['is no whole number', { small: 2 ** 15 }],
  ['is no whole number', { whole: 1.5 }],
  ['is no whole number', { whole: '1' }],
  ['is no whole number', { whole: Number.NaN }],
  ['9007199254740992 is no whole number', { big: 2 ** 53 }],
  ['is no whole number', { big: 1n }],
  ['is no bigint of 64 bits', { huge: 2n ** 63n }],
  ['is no bigint', { huge: 1 }],
  ['is no text of a whole number', { long: '007' }],
  ['is no text of a decimal number', { exact: 1.5 }],
  ['is no text of a decimal number', { exact: 'NaN' }],
  ['would be rounded', { price: '1.005' }],
  ['is no number', { real: '1' }],
  ['the character NUL', { text: nul }],
  ['half of a surrogate pair', { text: lone }],
  ['not a string', { text: 5 }],
  ['longer than 5 characters', { short: '🙂🙂🙂🙂🙂 ' }],
  ['no UUID in lower case', { uuid: sample.uuid.toUpperCase() }],
  ['not a boolean', { flag: 1 }],
  ['it is none of', { mood: 'angry' }],
  ['it is none of', { rank: '7' }],
  ['it is no Date', { at: new Date(Number.NaN) }],
  ['it is no Date', { at: sample.said }],
  ['it is no Date', { at: new Date(Date.UTC(-4713, 10, 24) - 1) }],
  ['not written as toISOString', { said: '2026-01-01' }],
  ['it is no day', { day: '2026-02-30' }],
  ['it is no Date at midnight UTC', { since: sample.at }],
  ['it is no time of day', { hour: '9:00' }],
  ['what stands at a[0].b is not JSON', { json: { a: [{ b: new Date() }] } }],
  ['what stands at a is not JSON', { jsonb: { a: Number.NaN } }],
  ['what stands at [1] is not JSON', { jsonb: [1, undefined] }],
  ['it is not JSON', { jsonb: new Map() }],
  ['the character NUL', { jsonb: { [nul]: 1 } }],
  ['half of a surrogate pair', { jsonb: [lone] }],
  ['no array', { texts: 'a' }],
  ['not a string', { texts: [['a']] }],
  ['the character NUL', { texts: [nul] }],
  ['it is undefined, and the column is not nullable', { text: undefined }],
  ['it is null, and the column is not nullable', { jsonb: null }],
])('a value that would not come back is refused: %s %#', async (finding, change) => {
  const row = { ...sample, ...change } as EveryType;
  await expect(rows.save(new Map([['sample', row]]), undefined)).rejects.toMatchObject({
    code: 'row-value-refused',
    entity: 'EveryType',
    property: Object.keys(change)[0],
    message: expect.stringContaining(finding),
  });
});

test('undefined is null, where a column can be', async () => {
  await rows.save(new Map([['sample', { ...sample, note: undefined as unknown as null }]]), undefined);
  expect((await rows.load(['sample'], undefined)).get('sample')?.note).toBeNull();
});

test('a row under another key is refused, and a key that the database holds for another', async () => {
  const wrong = rows.save(new Map([['other', sample]]), undefined);
  await expect(wrong).rejects.toMatchObject({ code: 'row-key-unsuitable', key: 'other', found: 'sample' });
});

test('what somebody has written past the projection is not taken for a number', async () => {
  await rows.save(new Map([['foreign', { ...sample, id: 'foreign' }]]), undefined);
  await dataSource.query(`UPDATE every_type SET big = 9007199254740993 WHERE id = 'foreign'`);
  const loading = rows.load(['foreign'], undefined);
  await expect(loading).rejects.toMatchObject({ code: 'row-unreadable', property: 'big' });
});

test('rows are deleted and others written in one save, each batch whatever its size', async () => {
  const many = Array.from({ length: 700 }, (_, n) => ({ ...sample, id: `many-${n}` }));
  await rows.save(new Map(many.map((row) => [row.id, row])), undefined);
  await rows.save(
    new Map([
      ['many-0', null],
      ['many-1', null],
      ['gone', null],
      ['sample', sample],
    ]),
    undefined,
  );
  expect(
    (
      await rows.load(
        many.map(({ id }) => id),
        undefined,
      )
    ).size,
  ).toBe(698);
  await rows.save(new Map(), undefined);
  expect((await rows.load([], undefined)).size).toBe(0);
});
