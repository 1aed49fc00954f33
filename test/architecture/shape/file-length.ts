import { isCode, isSpec, lineCount, type SourceFile } from './source-file.js';

/** A file that nobody reads to its end: over 300 lines, a spec over 400. */
export function fileLength(files: readonly SourceFile[]): readonly string[] {
  return files
    .filter(({ path, text }) => isCode(path) && lineCount(text) > (isSpec(path) ? 400 : 300))
    .map(({ path, text }) => `${path} has ${lineCount(text)} lines`);
}
