import { isSpec, type SourceFile } from './source-file.js';

/** What a test may need; nothing, if none of them is named. */
const needs = ['pg', 'pooler', 'app', 'type', 'fault'];

/**
 * A spec is called `<subject>.spec.ts` or `<subject>.<need>.spec.ts`. What else stands before `.spec` belongs to the
 * subject, as in `on.decorator.spec.ts`, and then the subject is a file beside it.
 */
export function specSuffix(files: readonly SourceFile[]): readonly string[] {
  const paths = new Set(files.map(({ path }) => path));
  return files.filter(({ path }) => looksLikeTest(path) && !isWellNamed(path, paths)).map(({ path }) => path);
}

function looksLikeTest(path: string): boolean {
  return isSpec(path) || /(\.test\.[jt]s|\.spec\.m?js)$|\/__tests__\//.test(path);
}

function isWellNamed(path: string, paths: ReadonlySet<string>): boolean {
  if (!isSpec(path)) return false;
  const [, subject = '', piece] = /^(.*?)(?:\.([a-z0-9-]+))?$/.exec(path.slice(0, -'.spec.ts'.length)) ?? [];
  if (piece === undefined || needs.includes(piece)) return needs.every((need) => !subject.endsWith(`.${need}`));
  return paths.has(`${subject}.${piece}.ts`);
}
