import { beforeAll, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { wrongStores } from './wrong-stores.js';

const repository = join(import.meta.dirname, '../..');

/** The contract's result for one test: the wrong store that it ran on, and the property that it is about. */
interface Outcome {
  readonly ancestorTitles: readonly string[];
  readonly status: string;
}

let outcomes: readonly Outcome[];

beforeAll(async () => {
  // Each wrong store meets the tests of the property that it breaks.
  const own = wrongStores.map(([property]) => `^${property} ${property} `).join('|');
  outcomes = await outcomesOf(own);
}, 120_000);

test.each(wrongStores)('the contract finds what breaks its property "%s"', (property, WrongStore) => {
  const own = outcomes.filter(({ ancestorTitles }) => ancestorTitles[0] === property && ancestorTitles[1] === property);
  const failed = own.filter(({ status }) => status === 'failed').length;
  process.stdout.write(`${WrongStore.name}: ${failed} tests of "${property}" are red\n`);
  expect(failed).toBeGreaterThan(0);
});

test('no property is without a store that breaks it', async () => {
  const source = await readFile(join(repository, 'libs/testing/src/contract/event-store-contract.ts'), 'utf8');
  const properties = [...source.matchAll(/describe\('([^']+)'/g)].map(([, property]) => property);
  expect(wrongStores.map(([property]) => property).sort()).toEqual([...properties].sort());
});

async function outcomesOf(testNamePattern: string): Promise<readonly Outcome[]> {
  const { default: shared } = (await import(join(repository, 'jest.config.js'))) as { default: object };
  const own = { rootDir: repository, testMatch: ['<rootDir>/test/contract/*.suite.ts'] };
  const config = JSON.stringify({ ...shared, ...own, globalSetup: undefined, globalTeardown: undefined });
  const folder = await mkdtemp(join(tmpdir(), 'daybook-wrong-stores-'));
  try {
    const outputFile = join(folder, 'results.json');
    const jest = join(repository, 'node_modules/jest/bin/jest.js');
    const options = [
      '--config',
      config,
      '--json',
      `--outputFile=${outputFile}`,
      `--testNamePattern=${testNamePattern}`,
    ];
    const child = spawn(process.execPath, ['--experimental-vm-modules', jest, ...options], {
      cwd: repository,
      stdio: 'ignore',
    });
    await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
    const { testResults } = JSON.parse(await readFile(outputFile, 'utf8')) as {
      testResults: readonly { readonly assertionResults: readonly Outcome[] }[];
    };
    return testResults.flatMap(({ assertionResults }) => assertionResults);
  } finally {
    await rm(folder, { recursive: true });
  }
}
