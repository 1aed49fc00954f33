import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const repository = join(import.meta.dirname, '../..');

/** The contract's result for one test: the wrong store that it ran on, and the property that it is about. */
export interface Outcome {
  readonly ancestorTitles: readonly string[];
  readonly title: string;
  readonly status: string;
}

/** Runs suites of the contract that are expected to fail, in a Jest of their own. */
export async function contractOutcomes(suites: string, testNamePattern: string): Promise<readonly Outcome[]> {
  const { default: shared } = (await import(join(repository, 'jest.config.js'))) as { default: object };
  const own = { rootDir: repository, testMatch: [`<rootDir>/${suites}`] };
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
