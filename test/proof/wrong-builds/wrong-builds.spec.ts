import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { textOf } from '../../faults/wrong-builds/sql-variant.js';
import { faultNames } from '../faults/faults.js';
import { wrongBuildOf, wrongBuilds } from './wrong-builds.js';

const shipped = new URL('../../../libs/event-store/sql/', import.meta.url);

test('there are fourteen wrong builds, each with a name of its own', () => {
  expect(wrongBuilds).toHaveLength(14);
  expect(new Set(wrongBuilds.map(({ name }) => name)).size).toBe(wrongBuilds.length);
  expect(new Set(wrongBuilds.map(({ does }) => does)).size).toBe(wrongBuilds.length);
});

test.each(wrongBuilds)('$name $does', ({ name, does, breaks, under, ...ways }) => {
  expect(name).toMatch(/^[a-z]+(-[a-z]+)+$/);
  expect(does).toMatch(/^[a-z].*[^.]$/);
  expect(breaks.length).toBeGreaterThan(0);
  for (const fault of under) expect(faultNames).toContain(fault);
  expect(Object.keys(ways)).not.toEqual([]);
});

test.each(wrongBuilds.flatMap(({ name, sql = [] }) => sql.map((variant) => ({ name, ...variant }))))(
  '$name changes $file as it stands today',
  async (variant) => {
    const right = await readFile(new URL(variant.file, shipped), 'utf8');
    expect(await textOf(variant)).not.toBe(right);
  },
);

test('a build is found by its name, and one that does not exist is not', () => {
  for (const build of wrongBuilds) expect(wrongBuildOf(build.name)).toBe(build);
  expect(wrongBuildOf('daybook')).toBeUndefined();
  expect(() => wrongBuildOf('mistaken')).toThrow('There is no build "mistaken". There are daybook, read-on,');
});
