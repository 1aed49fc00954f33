import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Node, SourceFile } from 'typescript';
import type { Declared, DeclaredSources } from './declared.js';
import { type Compiler, type Declaration, isDeclaration } from './declaration.js';
import { DeclarationReading } from './declaration-reading.js';
import { docstringOf } from './docstring.js';
import { SourcesMissing } from './sources-missing.error.js';
import { TypescriptMissing } from './typescript-missing.error.js';

const leftOut = new Set(['node_modules', 'dist', '.git']);

/**
 * Reads what the sources say of events: docstrings, and the declared types of fields. Each file is parsed by itself and
 * nothing is type-checked, so that it takes no longer than the files are many.
 *
 * @throws TypescriptMissing, SourcesMissing
 */
export async function readSources(folders: readonly string[]): Promise<DeclaredSources> {
  const compiler = await loadCompiler();
  const files: SourceFile[] = [];
  for (const folder of folders) {
    const before = files.length;
    for (const path of await sourcesIn(folder)) {
      const text = await readFile(path, 'utf8');
      files.push(compiler.createSourceFile(path, text, compiler.ScriptTarget.Latest, true));
    }
    if (files.length === before) throw new SourcesMissing(folder);
  }
  const declarations = files.flatMap((file) => declarationsIn(compiler, file));
  return sourcesOf(compiler, declarations);
}

function sourcesOf(compiler: Compiler, declarations: readonly Declaration[]): DeclaredSources {
  const reading = new DeclarationReading(compiler, declarations);
  const byType = new Map<string, Declaration>();
  for (const declaration of declarations) {
    const type = reading.eventTypeOf(declaration);
    // A class before an interface: it is the one that is stored.
    if (type !== undefined && (!byType.has(type) || compiler.isClassDeclaration(declaration)))
      byType.set(type, declaration);
  }
  const told = (declaration: Declaration | undefined): Declared | undefined =>
    declaration === undefined
      ? undefined
      : {
          name: declaration.name?.text ?? '',
          file: declaration.getSourceFile().fileName,
          ...docstringOf(compiler, declaration),
          fields: reading.fieldsOf(declaration),
        };
  const valueOf = (name: string): Declared | undefined => told(reading.onlyClass(name));
  return { eventOf: (type, name) => told(byType.get(type)) ?? valueOf(name), valueOf };
}

function declarationsIn(compiler: Compiler, file: SourceFile): readonly Declaration[] {
  const found: Declaration[] = [];
  const visit = (node: Node): void => {
    if (isDeclaration(compiler, node)) found.push(node);
    compiler.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** In the order of their names, so that the same is found on every machine. */
async function sourcesIn(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const entry of await entriesOf(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !leftOut.has(entry.name)) found.push(...(await sourcesIn(path)));
    if (entry.isFile() && /(?<!\.d|\.spec|\.test)\.[cm]?ts$/.test(entry.name)) found.push(path);
  }
  return found;
}

async function entriesOf(folder: string) {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    throw new SourcesMissing(folder);
  }
}

async function loadCompiler(): Promise<Compiler> {
  try {
    return (await import('typescript')).default;
  } catch (cause) {
    throw new TypescriptMissing(cause);
  }
}
