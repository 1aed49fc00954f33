import { dirname, join } from 'node:path/posix';
import { importedPackages } from './imported-packages.js';
import type { Manifest } from './manifest.js';

/** What is looked at in a tarball. */
export interface PackedFiles {
  readonly manifest: Manifest;
  /** By their paths in the package: the texts of all files. */
  readonly files: ReadonlyMap<string, string>;
}

/** What a tarball has to hold besides what its own manifest says. */
export interface Expected {
  readonly licence: string;
  /** The SQL files of the lib's folder. */
  readonly sqlFiles: readonly string[];
}

const neverShipped =
  /\.spec\.|(^|\/)(example|fixtures|node_modules)\/|\.tsbuildinfo$|(^|\/)tsconfig[^/]*\.json$|\.tgz$/;
/** An application has one of each; a copy that a library brings is another one, whose classes are not its own. */
const framework = /^(@nestjs\/|typeorm$|pg$|rxjs$|reflect-metadata$|class-(validator|transformer)$|@jest\/)/;
/** Brought by every compiler, or by the one who runs the code: `types` of Node's own modules. */
const ambient = ['node'];

/** What is wrong with a package as it would be published. */
export function tarballFindings(packed: PackedFiles, expected: Expected): readonly string[] {
  const { files, manifest } = packed;
  const missing = (path: string): boolean => !files.has(path);
  return [
    ...['README.md', 'LICENSE', ...expected.sqlFiles].filter(missing).map((path) => `${path} is not in it`),
    ...(files.get('LICENSE') === expected.licence ? [] : ['its LICENSE is not that of the repository']),
    ...[...files.keys()].filter((path) => neverShipped.test(path)).map((path) => `${path} is of no use to anybody`),
    ...doors(manifest)
      .filter(missing)
      .map((path) => `package.json promises ${path}`),
    ...[...files.keys()].filter((path) => /^dist\/.*\.js$/.test(path)).flatMap((path) => undeclared(path, files)),
    ...[...files].flatMap(([path, text]) => lostSources(path, text, files)),
    ...[...files].flatMap(([path, text]) => undeclaredImports(path, text, manifest)),
    ...Object.keys(manifest.dependencies ?? {})
      .filter((name) => framework.test(name))
      .map((name) => `${name} is a dependency and must be a peer`),
  ];
}

/** All files that the manifest names. */
function doors({ main, types, exports = {}, typesVersions = {} }: Manifest): readonly string[] {
  const targets = Object.values(exports).flatMap((target) =>
    typeof target === 'string' ? [target] : Object.values(target),
  );
  const older = Object.values(typesVersions).flatMap((paths) => Object.values(paths).flat());
  const named = [main, types, ...targets, ...older].filter((path) => path !== undefined);
  return [...new Set(named.map((path) => path.replace(/^\.\//, '')))];
}

function undeclared(path: string, files: PackedFiles['files']): readonly string[] {
  const declaration = path.replace(/\.js$/, '.d.ts');
  return files.has(declaration) ? [] : [`${path} has no declarations`];
}

/** A debugger, and "go to definition", follow the maps to the sources. */
function lostSources(path: string, text: string, files: PackedFiles['files']): readonly string[] {
  if (!path.endsWith('.map')) return [];
  const { sources, sourceRoot = '' } = JSON.parse(text) as { sources: readonly string[]; sourceRoot?: string };
  const lost = sources.map((source) => join(dirname(path), sourceRoot, source)).filter((source) => !files.has(source));
  return lost.map((source) => `${path} leads to ${source}, which is not in it`);
}

function undeclaredImports(path: string, text: string, manifest: Manifest): readonly string[] {
  if (!/^(?!src\/).*\.(js|d\.ts)$/.test(path)) return [];
  const declared = { ...manifest.dependencies, ...manifest.peerDependencies };
  return importedPackages(text)
    .filter((name) => !(name in declared) && name !== manifest.name && !ambient.includes(name))
    .map((name) => `${path} imports ${name}, which package.json does not name`);
}
