import ts from 'typescript';
import type { SourceFile } from './source-file.js';

interface Manifest {
  readonly exports?: Readonly<Record<string, string | { readonly 'daybook:source': string }>>;
}

/**
 * There is an `index.ts` only where a lib's package.json lets others in, and it can be read as a list: names only, each
 * from the file that has it, in groups that begin with a sentence.
 */
export function publicIndex(files: readonly SourceFile[]): readonly string[] {
  const entries = new Set(files.flatMap(entryPoints));
  const indexes = files.filter(({ path }) => path.endsWith('/index.ts'));
  return indexes.flatMap((file) =>
    entries.has(file.path) ? unexplained(file) : [`${file.path} is exported by no lib`],
  );
}

function entryPoints({ path, text }: SourceFile): readonly string[] {
  const [, folder] = /^(libs\/[^/]+)\/package\.json$/.exec(path) ?? [];
  if (folder === undefined) return [];
  const { exports = {} } = JSON.parse(text) as Manifest;
  return Object.values(exports).flatMap((target) =>
    typeof target === 'string' ? [] : [target['daybook:source'].replace('.', folder)],
  );
}

function unexplained({ path, text }: SourceFile): readonly string[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  return source.statements.flatMap((statement, index) => {
    const line = source.getLineAndCharacterOfPosition(statement.getStart()).line + 1;
    if (!isListOfNames(statement)) return [`${path}:${line} is not a list of names from a file`];
    const leading = statement.getFullText().slice(0, statement.getLeadingTriviaWidth());
    const beginsGroup = index === 0 || /\n[ \t]*\n/.test(leading);
    return beginsGroup && !/\/[/*]/.test(leading) ? [`${path}:${line} begins a group without a sentence`] : [];
  });
}

function isListOfNames(statement: ts.Statement): boolean {
  return (
    ts.isExportDeclaration(statement) &&
    statement.moduleSpecifier !== undefined &&
    statement.exportClause !== undefined &&
    ts.isNamedExports(statement.exportClause)
  );
}
