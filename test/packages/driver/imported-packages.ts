import ts from 'typescript';

/** The packages that a file of JavaScript or of declarations imports, by whichever kind of import; not those of Node. */
export function importedPackages(text: string): readonly string[] {
  const { importedFiles, typeReferenceDirectives } = ts.preProcessFile(text, true, true);
  const names = [...importedFiles, ...typeReferenceDirectives].map(({ fileName }) => fileName);
  const foreign = names.filter((name) => !name.startsWith('.') && !name.startsWith('node:'));
  return [...new Set(foreign.map(packageOf))];
}

function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}
