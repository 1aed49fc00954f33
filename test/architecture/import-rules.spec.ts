import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { marksIn } from './fixture-marks.js';
import { importReports } from './import-reports.js';
import { repository } from './repository.js';

const folder = join(repository, 'test/architecture/fixtures/imports');
const fixtures = readdirSync(folder);

interface Row {
  readonly name: string;
  readonly never: readonly string[];
}

const rules = (await import(join(repository, '.dependency-cruiser.mjs'))) as {
  table: readonly Row[];
  pattern: (entry: string) => string;
  default: { forbidden: readonly { name: string }[] };
};

const reportsOf = new Map(fixtures.map((fixture) => [fixture, importReports(join(folder, fixture))]));

/** What a fixture promises: each marked import, and by which rule it is reported. */
function promised(fixture: string): readonly string[] {
  const files = readdirSync(join(folder, fixture), { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => {
      const text = readFileSync(join(folder, fixture, file), 'utf8');
      const lines = text.split('\n');
      return marksIn(text).map(({ line, rule }) => `${file}: ${importIn(lines[line - 1] ?? '')}, ${rule}`);
    })
    .sort();
}

function importIn(line: string): string {
  return /from '([^']+)'/.exec(line)?.[1] ?? line;
}

describe('each import rule reports the marked imports of its fixture, and no others', () => {
  test.each(fixtures)('%s', async (fixture) => {
    const reports = (await reportsOf.get(fixture)) ?? [];
    expect(reports.map(({ file, imported, rule }) => `${file}: ${imported}, ${rule}`).sort()).toEqual(
      promised(fixture),
    );
    expect(new Set(reports.map(({ rule }) => rule))).toEqual(new Set([fixture]));
  });
});

test('every import rule has a fixture', () => {
  const withoutFixture = rules.default.forbidden.filter(({ name }) => !fixtures.includes(name));
  expect(withoutFixture).toEqual([]);
});

describe('everything that a row names as never is tried in its fixture', () => {
  test.each(rules.table)('$name', async ({ name, never }) => {
    const reports = (await reportsOf.get(name)) ?? [];
    const untried = never.filter((entry) => !reports.some((report) => matches(entry, report)));
    expect(untried).toEqual([]);
  });
});

function matches(entry: string, { resolved, isBuiltIn }: { resolved: string; isBuiltIn: boolean }): boolean {
  if (entry === 'node:*') return isBuiltIn;
  const anywhere = entry.replace('(?!$1/)', '').replace('$1', '[^/]+');
  return new RegExp(rules.pattern(anywhere)).test(resolved);
}

test('the repository itself keeps the rules', async () => {
  expect(existsSync(join(repository, 'libs'))).toBe(true);
  expect(await importReports(repository)).toEqual([]);
});
