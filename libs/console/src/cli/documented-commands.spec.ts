import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { commandTable } from './command-table.js';

const commands = commandTable(undefined).map(({ name }) => name);
const page = (path: string): string => readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8');

/** The commands of a page's code, as far as they have the words of commands. */
function namedOn(text: string): readonly string[] {
  const called = [...text.matchAll(/(?<=`|\$ |^)daybook ([a-z]+(?: [a-z][a-z-]*)?)/gm)].map(([, words = '']) => words);
  const first = (words: string): string => words.split(' ')[0] ?? '';
  return [
    ...new Set(
      called.map((words) => (commands.includes(first(words)) && !commands.includes(words) ? first(words) : words)),
    ),
  ];
}

describe.each(['docs/guides/command-line.md', 'libs/console/README.md'])('%s', (path) => {
  test('names every command that there is', () => {
    expect(commands.filter((name) => !namedOn(page(path)).includes(name))).toEqual([]);
  });

  test('names none that there is not', () => {
    const groups = commands.map((name) => name.split(' ')[0] ?? '');
    expect(namedOn(page(path)).filter((name) => !commands.includes(name) && !groups.includes(name))).toEqual([]);
  });
});

test('a command that is missing, and one that is made up, would be found', () => {
  const wrong = page('docs/guides/command-line.md').replaceAll('daybook projections drop', 'daybook projections burn');
  expect(namedOn(wrong)).not.toContain('projections drop');
  expect(namedOn(wrong)).toContain('projections burn');
});
