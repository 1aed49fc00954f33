import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { run } from './program.js';

const notWritten = new Set(['node_modules', 'dist', 'tsconfig.tsbuildinfo']);

/**
 * Copies the libs and builds them there: from nothing, because the compiler keeps the output of files that are gone, and
 * without touching the output of whoever works in the repository meanwhile.
 *
 * @returns the folder of each lib
 */
export async function buildLibs(repository: string, stage: string): Promise<readonly string[]> {
  const names = await libsIn(repository);
  const folders = names.map((name) => join(stage, 'libs', name));
  await mkdir(join(stage, 'libs/node_modules/@daybook'), { recursive: true });
  await cp(join(repository, 'tsconfig.json'), join(stage, 'tsconfig.json'));
  await symlink(join(repository, 'node_modules'), join(stage, 'node_modules'));
  for (const name of names) {
    const filter = (path: string): boolean => !notWritten.has(basename(path));
    await cp(join(repository, 'libs', name), join(stage, 'libs', name), { recursive: true, filter });
    // Nearer than the links of the repository's workspaces, which lead out of here.
    await symlink(join('../../', name), join(stage, 'libs/node_modules/@daybook', name));
  }
  await run(join(repository, 'node_modules/.bin/tsc'), ['-b', ...folders], { cwd: stage });
  return folders;
}

async function libsIn(repository: string): Promise<readonly string[]> {
  const entries = await readdir(join(repository, 'libs'));
  return entries.filter((name) => existsSync(join(repository, 'libs', name, 'package.json'))).sort();
}
