import { isSpec, type SourceFile } from './source-file.js';

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/**
 * A lib that ships an import of another one names it among its dependencies, or, where a door of its own is for those who
 * have it, among its peers; the workspace would hide that it did not. An example in a docstring is no import.
 */
export function declaredLibs(files: readonly SourceFile[]): readonly string[] {
  return files.flatMap(({ path, text }) => {
    const [, folder] = /^(libs\/[^/]+)\/src\//.exec(path) ?? [];
    if (folder === undefined || isSpec(path) || path.includes('/example/')) return [];
    const manifest = files.find((file) => file.path === `${folder}/package.json`);
    const { dependencies = {}, peerDependencies = {} } = JSON.parse(manifest?.text ?? '{}') as Manifest;
    const imported = Array.from(text.matchAll(/^(?! *\*).*from '(@daybook\/[^'/]+)/gm), ([, name = '']) => name);
    return imported
      .filter((name) => !(name in dependencies) && !(name in peerDependencies))
      .map((name) => `${path} imports ${name}`);
  });
}
