import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { guideModules, isGuide } from './docs/guide.js';
import { type Page, pages } from './docs/page.js';
import { type DocumentedRun, runDocumentedTests } from './docs/run-documented-tests.js';

const documentation = pages();
const readme = documentation.find(({ path }) => path === 'README.md') as Page;
const guides = documentation.filter(isGuide);
const empty = { migrate: (): Promise<void> => Promise.resolve() };
const databases: TestDatabase[] = [];
let runs: ReadonlyMap<Page, DocumentedRun>;

beforeAll(async () => {
  while (databases.length < guides.length) databases.push(await createTestDatabase(empty));
  const tested = guides.map((guide, number) => ({
    modules: guideModules(guide, readme),
    environment: { DATABASE_URL: databases[number]?.url ?? '' },
  }));
  const came = await runDocumentedTests(tested);
  runs = new Map(guides.map((guide, number) => [guide, came[number] as DocumentedRun]));
}, 600_000);

afterAll(async () => {
  for (const database of databases) await database.drop();
});

test.each(guides.map((guide) => [guide.path, guide] as const))(
  'what %s shows runs on an empty database, and passes its tests',
  (_path, guide) => {
    expect(runs.get(guide)).toEqual({ passed: true, output: expect.not.stringMatching(/^FAIL /m) });
  },
);
