import { expect, test } from '@jest/globals';
import { sqlFile, sqlFilesIn } from './sql-file.js';
import { SqlFilesMissing } from './sql-files-missing.error.js';

test('a file is read with the schema in its place, and a cast stays a cast', () => {
  const text = sqlFile('queries/head.sql', 'books');
  expect(text).toContain('"books"');
  expect(text).not.toMatch(/(?<!:):schema/);
});

test('the files of a folder come in order', () => {
  const names = sqlFilesIn('migrations');
  expect(names).not.toHaveLength(0);
  expect(names).toEqual([...names].sort());
});

test('code that has been parted from its files says so', () => {
  expect(() => sqlFile('queries/gone.sql', 'books')).toThrow(SqlFilesMissing);
  expect(() => sqlFilesIn('gone')).toThrow(/make it external.*, or copy its folder sql there/);
});
