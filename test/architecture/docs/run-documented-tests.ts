import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { repository } from '../repository.js';
import type { DocumentedModule } from './documented-module.js';

/** What a run of the tests on a page had to say. */
export interface DocumentedRun {
  readonly passed: boolean;
  readonly output: string;
}

/** A page whose tests are run, and what it leaves to its reader, for whom we stand in. */
export interface TestedPage {
  readonly modules: readonly DocumentedModule[];
  /** More files, by their paths. */
  readonly files?: Readonly<Record<string, string>>;
  /** More environment variables. */
  readonly environment?: Readonly<Record<string, string>>;
}

interface TestResult {
  readonly name: string;
  readonly status: 'passed' | 'failed';
  readonly message: string;
  readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
}

// Known by its path alone, as the pages share the process: each page has an environment of its own.
const setUp = `
  import { readFileSync } from 'node:fs';
  import { relative, sep } from 'node:path';
  import { expect } from '@jest/globals';

  const [page] = relative(import.meta.dirname, expect.getState().testPath).split(sep);
  const environments = JSON.parse(readFileSync(new URL('environments.json', import.meta.url), 'utf8'));
  Object.assign(process.env, environments[page]);
`;

/**
 * Writes the files of each page into an empty folder, as a reader would who types them, and runs the tests among them
 * with the repository's own test configuration. All pages in one run: Jest keeps what it has compiled for one root, and
 * a run for each page would compile all of Daybook anew for each.
 *
 * @returns what came of each page, in their order
 */
export async function runDocumentedTests(pages: readonly TestedPage[]): Promise<readonly DocumentedRun[]> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'daybook-documented-')));
  try {
    await symlink(join(repository, 'node_modules'), join(root, 'node_modules'));
    await writeFile(join(root, 'package.json'), '{ "type": "module" }');
    await writeFile(join(root, 'set-up.mjs'), setUp);
    const environments = pages.map(({ environment = {} }, number) => [`page-${number}`, environment] as const);
    await writeFile(join(root, 'environments.json'), JSON.stringify(Object.fromEntries(environments)));
    for (const [number, page] of pages.entries()) await type(page, join(root, `page-${number}`));
    const results = await jestIn(root);
    return pages.map((_, number) => runOf(results, join(root, `page-${number}`)));
  } finally {
    await rm(root, { recursive: true });
  }
}

async function type({ modules, files = {} }: TestedPage, folder: string): Promise<void> {
  const typed = modules.map(({ path, text }) => [path.slice(path.indexOf('/') + 1), text] as const);
  for (const [path, text] of [...typed, ...Object.entries(files)]) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

/** A page without a test has not passed any. */
function runOf(results: readonly TestResult[], folder: string): DocumentedRun {
  const own = results.filter(({ name }) => name.startsWith(`${folder}${sep}`));
  const lines = own.flatMap(({ name, status, message, assertionResults }) => [
    `${status === 'passed' ? 'PASS' : 'FAIL'} ${relative(folder, name)}`,
    ...assertionResults.map((one) => `${one.status === 'passed' ? '✓' : '✕'} ${one.fullName}`),
    ...(message === '' ? [] : [message]),
  ]);
  return { passed: own.length > 0 && own.every(({ status }) => status === 'passed'), output: lines.join('\n') };
}

async function jestIn(root: string): Promise<readonly TestResult[]> {
  const outputFile = join(root, 'results.json');
  const jest = join(repository, 'node_modules/jest/bin/jest.js');
  const configuration = JSON.stringify(await configurationFor(root));
  // One worker: whoever runs this is one of several themselves.
  const options = ['--config', configuration, '--ci', '--maxWorkers=1', '--json', `--outputFile=${outputFile}`];
  const child = spawn(process.execPath, ['--experimental-vm-modules', jest, ...options], { cwd: root });
  let output = '';
  child.stdout.resume();
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  const results = await readFile(outputFile, 'utf8').catch(() => {
    throw new Error(`Jest has not run the tests of the pages. It printed:\n${output}`);
  });
  return (JSON.parse(results) as { readonly testResults: readonly TestResult[] }).testResults;
}

/** The repository's configuration; whoever runs the tests has started already what they need. */
async function configurationFor(root: string): Promise<object> {
  const { default: shared } = (await import(join(repository, 'jest.config.js'))) as { default: object };
  const own = { rootDir: root, roots: [root], setupFilesAfterEnv: [join(root, 'set-up.mjs')] };
  return { ...shared, ...own, globalSetup: undefined, globalTeardown: undefined };
}
