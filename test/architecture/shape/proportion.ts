import { isCode, lineCount, type SourceFile } from './source-file.js';

/** Nine of ten files have under 150 lines. Names all longer ones as soon as they are more than a tenth. */
export function proportion(files: readonly SourceFile[]): readonly string[] {
  const code = files.filter(({ path }) => isCode(path));
  const long = code.filter(({ text }) => lineCount(text) >= 150);
  return long.length * 10 > code.length ? long.map(({ path, text }) => `${path} has ${lineCount(text)} lines`) : [];
}
