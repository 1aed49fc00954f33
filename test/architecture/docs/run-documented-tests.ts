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

/** What a page leaves to its reader, for whom we stand in. */
export interface Reader {
  /** More files, by their paths. */
  readonly files?: Readonly<Record<string, string>>;
  /** More environment variables. */
  readonly environment?: Readonly<Record<string, string>>;
}

/**
 * Writes the titled blocks of a page into an empty folder, as a reader would who types them, and runs the tests among
 * them with the repository's own test configuration.
 */
export async function runDocumentedTests(blocks: readonly CodeBlock[], reader: Reader = {}): Promise<DocumentedRun> {
  const typed = blocks.flatMap(({ title, code }) => (title === undefined ? [] : [[title, code] as const]));
  const folder = await mkdtemp(join(tmpdir(), 'daybook-documented-'));
  try {
    await symlink(join(repository, 'node_modules'), join(folder, 'node_modules'));
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
    for (const [path, text] of [...typed, ...Object.entries(reader.files ?? {})]) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    return await jestIn(folder, { ...process.env, ...reader.environment });
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function jestIn(folder: string, environment: NodeJS.ProcessEnv): Promise<DocumentedRun> {
  const configuration = await configurationFor(folder);
  const jest = join(repository, 'node_modules/jest/bin/jest.js');
  const child = spawn(
    process.execPath,
    ['--experimental-vm-modules', jest, '--config', JSON.stringify(configuration), '--ci', '--verbose'],
    { cwd: folder, env: environment },
  );
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ passed: code === 0, output }));
  });
}

/** The repository's configuration; whoever runs the tests has started already what they need. */
async function configurationFor(folder: string): Promise<object> {
  const { default: shared } = (await import(join(repository, 'jest.config.js'))) as { default: object };
  return { ...shared, rootDir: folder, roots: [folder], globalSetup: undefined, globalTeardown: undefined };
}
