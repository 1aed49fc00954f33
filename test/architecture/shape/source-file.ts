import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../repository.js';

/** A file that somebody wrote, with its path from the repository's folder. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

const written = /\.(ts|js|mjs|sql|json)$/;
const leftOut = /(^|\/)(node_modules|dist)\/|^test\/architecture\/fixtures\/|^test\/bench\/peers\//;

/** Everything under `src`, `libs` and `test` that the shape of the house is asked of. */
export function sourceFiles(): readonly SourceFile[] {
  return ['src', 'libs', 'test']
    .flatMap((top) =>
      readdirSync(join(repository, top), { recursive: true, encoding: 'utf8' }).map((path) => `${top}/${path}`),
    )
    .filter((path) => written.test(path) && !leftOut.test(path))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(repository, path), 'utf8') }));
}

export function isSpec(path: string): boolean {
  return path.endsWith('.spec.ts');
}

/** Code, as opposed to configuration. */
export function isCode(path: string): boolean {
  return !path.endsWith('.json');
}

/** The lines of a file as an editor counts them. */
export function lineCount(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}
