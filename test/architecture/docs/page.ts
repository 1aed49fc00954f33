import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../repository.js';

/** A page of documentation, with its path from the repository's folder. */
export interface Page {
  readonly path: string;
  readonly text: string;
}

/** README, CHANGELOG, the README of each lib and of each context, and everything in `docs`. */
export function pages(): readonly Page[] {
  const folders = ['libs', 'src', 'docs'].filter((folder) => existsSync(join(repository, folder)));
  const inFolders = folders.flatMap((folder) =>
    readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`),
  );
  return ['README.md', 'CHANGELOG.md', ...inFolders]
    .filter((path) => path.endsWith('.md') && !path.includes('node_modules/') && existsSync(join(repository, path)))
    .map((path) => ({ path, text: readFileSync(join(repository, path), 'utf8') }));
}
