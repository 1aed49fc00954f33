import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { codeBlocks } from './docs/code-block.js';
import { deadLinks } from './docs/dead-link.js';
import { malformedDecisions } from './docs/decision.js';
import { documentedModules } from './docs/documented-module.js';
import { guideModules, isGuide, unrunnable } from './docs/guide.js';
import { namedScripts } from './docs/named-script.js';
import { type Page, pages } from './docs/page.js';
import { runDocumentedTests } from './docs/run-documented-tests.js';
import { typeCheck } from './docs/type-check.js';
import { isWalkThrough, modulesInPlace } from './docs/walk-through.js';
import { repository } from './repository.js';

const fixture = (name: string): Page => {
  const path = `test/architecture/fixtures/docs/${name}`;
  return { path, text: readFileSync(join(repository, path), 'utf8') };
};
const { scripts } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
  scripts: Readonly<Record<string, string>>;
};
const documentation = pages();
const readme = documentation.find(({ path }) => path === 'README.md') as Page;

describe('what is wrong on a page is found', () => {
  const page = fixture('page.md');

  test('code that the compiler refuses, with the line of the page', () => {
    expect(typeCheck(documentedModules(codeBlocks(page)))).toEqual([
      `${page.path}:22 Type 'string' is not assignable to type 'number'.`,
      `${page.path}:29 Type 'number' is not assignable to type 'string'.`,
      expect.stringContaining(`${page.path}:30 Cannot find name 'closde'.`),
    ]);
  });

  test('a script that package.json does not have', () => {
    expect(namedScripts(page)).toEqual(['test', 'bench', 'no-such-script']);
    expect(scripts).not.toHaveProperty('no-such-script');
  });

  test('a link that leads nowhere', () => {
    expect(deadLinks(page)).toEqual(['no-such-page.md', 'page.md#npm-ci--npm-test', '#no-such-part']);
  });

  test('a decision out of number, or without one of its parts', () => {
    const text = '# 2. Which?\n\n## The question\n\n## Options\n\n## Choice: this one\n';
    expect(malformedDecisions([{ path: 'docs/decisions/0002-which.md', text }])).toEqual([
      'docs/decisions/0002-which.md is not number 1',
      'docs/decisions/0002-which.md does not begin with “# 1. ”',
      'docs/decisions/0002-which.md has no section “What would change our mind”',
    ]);
  });

  test('code of a guide that is no file, and so would not be run', () => {
    expect(isGuide({ ...page, path: 'docs/guides/page.md' })).toBe(true);
    expect(unrunnable(page)).toEqual([`${page.path}:28 has no title=…`]);
  });

  test('a test that fails', async () => {
    const { path, text } = fixture('tested-page.md');
    const tested = (text: string) => ({ modules: documentedModules(codeBlocks({ path, text })) });
    const wrong = text.replace('price = 3', 'price = 4');
    expect(await runDocumentedTests([tested(text), tested(wrong), tested('')])).toEqual([
      { passed: true, output: expect.stringContaining('✓ the price is right') },
      { passed: false, output: expect.stringContaining('✕ the price is right') },
      { passed: false, output: '' },
    ]);
  });
});

describe('what the documentation shows is true', () => {
  test('its code compiles', () => {
    const modules = documentation.flatMap((page) => {
      if (isWalkThrough(page)) return modulesInPlace(page);
      return isGuide(page) ? guideModules(page, readme) : documentedModules(codeBlocks(page));
    });
    expect(typeCheck(modules)).toEqual([]);
  });

  test('its guides show nothing that is not run', () => {
    expect(documentation.filter(isGuide).flatMap(unrunnable)).toEqual([]);
  });

  test('its npm scripts exist', () => {
    const missing = documentation.flatMap((page) =>
      namedScripts(page).flatMap((script) => (script in scripts ? [] : [`${page.path}: npm run ${script}`])),
    );
    expect(missing).toEqual([]);
  });

  test('its links lead somewhere', () => {
    const dead = documentation.flatMap((page) => deadLinks(page).map((target) => `${page.path}: ${target}`));
    expect(dead).toEqual([]);
  });

  test('its decisions are numbered and complete', () => {
    expect(malformedDecisions(documentation)).toEqual([]);
  });
});
