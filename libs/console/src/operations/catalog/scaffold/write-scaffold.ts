import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { FileExists } from '../../streams/export/file-exists.error.js';
import type { ScaffoldedFile } from './scaffold.js';

/** Writes files that are not there yet. @throws FileExists one is: nothing of it is overwritten */
export async function writeScaffold(files: readonly ScaffoldedFile[]): Promise<void> {
  for (const { path, text } of files) {
    await mkdir(dirname(path), { recursive: true });
    try {
      await writeFile(path, text, { flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw new FileExists(path);
      throw error;
    }
  }
}

/** What stands behind the name of a file that is imported, by the package that a folder belongs to. */
export async function importEnding(folder: string): Promise<'.js' | ''> {
  for (let here = folder; ; here = dirname(here)) {
    try {
      const manifest = JSON.parse(await readFile(join(here, 'package.json'), 'utf8')) as { readonly type?: unknown };
      return manifest.type === 'module' ? '.js' : '';
    } catch {
      if (dirname(here) === here) return '';
    }
  }
}
