import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type Page, pages } from './docs/page.js';
import { edited } from './docs/repository-copy.js';
import { isWalkThrough, walkThrough } from './docs/walk-through.js';
import { repository } from './repository.js';

describe('docs/new-context.md, which is run by test/journeys/new-context.app.spec.ts,', () => {
  const page = pages().find(isWalkThrough) as Page;
  const { writings, commands, unknown } = walkThrough(page);
  const tests = commands.map(({ command }) => command).filter((command) => command.startsWith('npm test -- '));

  test('has nothing but files, edits, commands and what they print', () => {
    expect(unknown).toEqual([]);
  });

  test('edits lines that the repository has', () => {
    for (const edit of writings.filter((one) => one.kind === 'edit')) {
      expect(edited(readFileSync(join(repository, edit.path), 'utf8'), edit)).toContain(edit.becomes);
    }
  });

  test('tests in the end what was tested on the way', () => {
    const [last, ...before] = tests.map((command) => command.split(' ').slice(3)).reverse();
    for (const path of before.flat()) expect(last?.some((all) => path.startsWith(all))).toBe(true);
  });

  test('has each file stand on those before it, so that its reader can stop and test', () => {
    const written: string[] = [];
    const early: string[] = [];
    for (const writing of writings) {
      written.push(writing.path);
      if (writing.kind === 'edit') continue;
      for (const [, target = ''] of writing.text.matchAll(/ from '(\.\.?\/[^']+)\.js'/g)) {
        const path = `${join(dirname(writing.path), target)}.ts`;
        const isLater = writings.some((other) => other.path === path) && !written.includes(path);
        if (isLater) early.push(`${writing.at}: ${writing.path} needs ${path}`);
      }
    }
    expect(early).toEqual([]);
  });
});

describe('A walk through the repository', () => {
  const edit = (was: string, becomes: string) =>
    ({ kind: 'edit', path: 'a.ts', was, becomes, at: 'page.md:1' }) as const;

  test('is read block by block', () => {
    const text = [
      '# A page\n\n```sh\nnpm ci\n```\n\n## 1. A part\n',
      '`a.ts`\n\n```ts title=a.ts\nconst a = 1;\n```\n',
      '`b.ts`\n\n```diff title=b.ts\n one\n-two\n+three\n@@\n four\n+five\n```\n',
      '```sh\nnpm test \\\n  -- a\nnpx b\n```\n',
      '```text\nall is well\n```\n',
      '```ts\nconst nobodyRunsThis = 1;\n```\n',
      '```ts title=c.ts\nconst whichFile = 1;\n```\n',
    ].join('\n');
    expect(walkThrough({ path: 'page.md', text })).toEqual({
      writings: [
        { kind: 'file', path: 'a.ts', text: 'const a = 1;\n', at: 'page.md:12' },
        { kind: 'edit', path: 'b.ts', was: 'one\ntwo\n', becomes: 'one\nthree\n', at: 'page.md:18' },
        { kind: 'edit', path: 'b.ts', was: 'four\n', becomes: 'four\nfive\n', at: 'page.md:18' },
      ],
      commands: [
        { command: 'npm test -- a', prints: [] },
        { command: 'npx b', prints: ['all is well'] },
      ],
      unknown: ['page.md:37 is no file, edit, command or answer', 'page.md:41 is named nowhere'],
    });
  });

  test('edits the one place that it shows', () => {
    expect(edited('one\ntwo\n', edit('one\n', 'one\n$&\n'))).toBe('one\n$&\ntwo\n');
    expect(edited('one\ntwo\n', edit('two\n', ''))).toBe('one\n');
  });

  test.each(['one\nthree\n', 'ne\n', 'same\n'])('does not edit %j, which is not there, or twice', (was) => {
    expect(() => edited('one\ntwo\nsame\nsame\n', edit(was, ''))).toThrow(/^page\.md:1: a\.ts has/);
  });
});
