import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ESLint } from 'eslint';
import { marksIn, type Mark } from './fixture-marks.js';
import { repository } from './repository.js';

const folder = join(repository, 'test/architecture/fixtures/lint');
const fixtures = readdirSync(folder).filter((name) => name.endsWith('.ts'));
const eslint = new ESLint({ cwd: repository, ignore: false });

async function reportsOn(fixture: string, text: string): Promise<readonly Mark[]> {
  const results = await eslint.lintText(text, { filePath: join(folder, fixture) });
  const messages = results.flatMap((result) => result.messages);
  return messages.map(({ line, ruleId, message }) => ({ line, rule: ruleId ?? nameInside(message) }));
}

/** What ESLint says of a configuration comment comes from no rule, and names the setting in quotes. */
function nameInside(message: string): string {
  return /'(noInlineConfig)'/.exec(message)?.[1] ?? message;
}

describe('each lint rule reports its fixture, and nothing else in it', () => {
  test.each(fixtures)('%s', async (fixture) => {
    const text = readFileSync(join(folder, fixture), 'utf8');
    const marks = marksIn(text);
    expect(await reportsOn(fixture, text)).toEqual(marks);
  });

  test('a file of 301 lines is too long, one of 300 is not', async () => {
    const line = '// a line\n';
    expect(await reportsOn('eqeqeq.ts', line.repeat(301))).toEqual([{ line: 301, rule: 'max-lines' }]);
    expect(await reportsOn('eqeqeq.ts', line.repeat(300))).toEqual([]);
  });
});

test('every rule of the house style has a fixture', async () => {
  const marked = fixtures.flatMap((name) => marksIn(readFileSync(join(folder, name), 'utf8')).map(({ rule }) => rule));
  const { house } = (await import(join(repository, 'eslint.config.js'))) as { house: Record<string, unknown> };
  const withoutFixture = Object.keys(house).filter((rule) => !marked.includes(rule) && rule !== 'max-lines');
  expect(withoutFixture).toEqual([]);
});
