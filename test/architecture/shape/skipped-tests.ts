import { isSpec, type SourceFile } from './source-file.js';

const leftOut =
  /\b(?:describe|test|it)(?:\.\w+)*\.(?:skip|only|todo|failing)\b|\b(?:xit|xtest|xdescribe|fit|fdescribe)\(/;

/** A test that is left out, or that makes all the others be left out. */
export function skippedTests(files: readonly SourceFile[]): readonly string[] {
  return files
    .filter(({ path }) => isSpec(path))
    .flatMap(({ path, text }) =>
      text.split('\n').flatMap((line, index) => (leftOut.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : [])),
    );
}
