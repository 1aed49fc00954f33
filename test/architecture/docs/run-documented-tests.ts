import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { repository } from '../repository.js';
import type { CodeBlock } from './code-block.js';

/** What a run of the tests on a page had to say. */
export interface DocumentedRun {
  readonly passed: boolean;
  readonly output: string;
}

/**
 * Writes the titled blocks of a page into an empty folder, as a reader would who types them, and runs the tests among
 * them with the repository's own test configuration.
 */
export async function runDocumentedTests(blocks: readonly CodeBlock[]): Promise<DocumentedRun> {
  const folder = await mkdtemp(join(tmpdir(), 'daybook-first-screen-'));
  try {
    await symlink(join(repository, 'node_modules'), join(folder, 'node_modules'));
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
    for (const { title, code } of blocks) {
      if (title === undefined) continue;
      await mkdir(dirname(join(folder, title)), { recursive: true });
      await writeFile(join(folder, title), code);
    }
    return await jestIn(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function jestIn(folder: string): Promise<DocumentedRun> {
  const configuration = await configurationFor(folder);
  const jest = join(repository, 'node_modules/jest/bin/jest.js');
  const child = spawn(
    process.execPath,
    ['--experimental-vm-modules', jest, '--config', JSON.stringify(configuration), '--ci', '--no-cache'],
    { cwd: folder },
  );
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ passed: code === 0, output }));
  });
}

/** The repository's configuration, without what is started for tests that need a database. */
async function configurationFor(folder: string): Promise<object> {
  const { default: shared } = (await import(join(repository, 'jest.config.js'))) as { default: object };
  return { ...shared, rootDir: folder, roots: [folder], globalSetup: undefined, globalTeardown: undefined };
}
