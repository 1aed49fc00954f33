import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { codeBlocks } from './docs/code-block.js';
import { documentedModules } from './docs/documented-module.js';
import { runDocumentedTests } from './docs/run-documented-tests.js';
import { repository } from './repository.js';

const read = (path: string): string => readFileSync(join(repository, path), 'utf8');
const blocks = codeBlocks({ path: 'README.md', text: read('README.md') });
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test('the first screen of README is at least five files and their test', () => {
  const titles = blocks.flatMap(({ title }) => title ?? []);
  expect(titles.filter((title) => !title.endsWith('.spec.ts')).length).toBeGreaterThanOrEqual(5);
  expect(titles).toContain('src/accounts/domain/account.spec.ts');
});

test('typed into an empty folder it passes its test, and as an application it keeps an account', async () => {
  const [run] = await runDocumentedTests([
    {
      modules: documentedModules(blocks),
      files: { 'src/first-screen.spec.ts': read('test/architecture/fixtures/docs/first-screen.spec.ts') },
      environment: { DATABASE_URL: database.applicationUrl },
    },
  ]);
  const output = run?.output;
  expect(run).toEqual({ passed: true, output });
  expect(output).toContain('PASS src/accounts/domain/account.spec.ts');
  expect(output).toContain('✓ the first screen keeps an account');
});
