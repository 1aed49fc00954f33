import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { repository } from '../repository.js';
import type { Writing } from './walk-through.js';

/** What Harbour is built, tested and checked from; with what was built of it, so that only what is new is built again. */
const parts = [
  'package.json',
  'tsconfig.json',
  'jest.config.js',
  'eslint.config.js',
  '.dependency-cruiser.mjs',
  '.prettierrc.json',
  '.prettierignore',
  'dist',
  'docs',
  'libs',
  'src',
  'test/journeys',
  'test/longest-first.js',
  'test/seeded-fast-check.js',
];

/** What a command has printed, and how it has ended. */
export interface CommandRun {
  readonly code: number | NodeJS.Signals | null;
  readonly output: string;
}

/** Harbour and the libs in a folder of their own, as somebody has them who has cloned the repository and installed. */
export class RepositoryCopy {
  private constructor(readonly folder: string) {}

  static async make(): Promise<RepositoryCopy> {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'daybook-copy-')));
    for (const part of parts) {
      await mkdir(dirname(join(folder, part)), { recursive: true });
      await cp(join(repository, part), join(folder, part), {
        recursive: true,
        preserveTimestamps: true,
        filter: (path) => !path.endsWith('/node_modules'),
      });
    }
    await linkPackages(folder);
    return new RepositoryCopy(folder);
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, maxRetries: 3 });
  }

  /** @throws Error there is no such line to edit, or it is there already */
  async write(writing: Writing): Promise<void> {
    const path = join(this.folder, writing.path);
    if (writing.kind === 'edit') return writeFile(path, edited(await readFile(path, 'utf8'), writing));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, writing.text);
  }

  /** Runs a command line to its end. */
  run(command: string): Promise<CommandRun> {
    return this.start(command).ended;
  }

  /** Starts a command line that is ended by Ctrl-C, which a terminal sends to all that it has started. */
  start(command: string): { readonly ended: Promise<CommandRun>; output(): string; interrupt(): void } {
    const { DATABASE_URL: _, ...environment } = process.env;
    const child = spawn('bash', ['-c', command], { cwd: this.folder, env: environment, detached: true });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    }
    const ended = new Promise<CommandRun>((resolve, reject) => {
      child.on('error', reject).on('close', (code, signal) => resolve({ code: code ?? signal, output }));
    });
    const interrupt = (): void => {
      if (child.exitCode === null && child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
    };
    return { ended, output: () => output, interrupt };
  }
}

/** The installed packages, with the copy's own libs among them. */
async function linkPackages(folder: string): Promise<void> {
  await mkdir(join(folder, 'node_modules/@daybook'), { recursive: true });
  for (const name of await readdir(join(repository, 'node_modules'))) {
    if (name !== '@daybook') await symlink(join(repository, 'node_modules', name), join(folder, 'node_modules', name));
  }
  for (const lib of await readdir(join(repository, 'libs'))) {
    await symlink(join(folder, 'libs', lib), join(folder, 'node_modules/@daybook', lib));
  }
}

/** The text with the one place changed that the edit shows. */
export function edited(text: string, edit: Extract<Writing, { kind: 'edit' }>): string {
  const [lines, shown] = [`\n${text}`, `\n${edit.was}`];
  const at = lines.indexOf(shown);
  if (at < 0) throw new Error(`${edit.at}: ${edit.path} has no such lines:\n${edit.was}`);
  if (lines.includes(shown, at + 1)) throw new Error(`${edit.at}: ${edit.path} has these lines twice:\n${edit.was}`);
  return text.slice(0, at) + edit.becomes + text.slice(at + edit.was.length);
}
