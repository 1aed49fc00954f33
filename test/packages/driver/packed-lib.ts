import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { manifestIn, type Manifest } from './manifest.js';
import { run } from './program.js';

/** A lib as it would be published. */
export interface PackedLib {
  readonly manifest: Manifest;
  readonly tarball: string;
  readonly bytes: number;
  /** By their paths in the package: the texts of all files. */
  readonly files: ReadonlyMap<string, string>;
}

interface Packed {
  readonly name: string;
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}

/** Packs libs into tarballs, as `npm publish` does. */
export async function packLibs(folders: readonly string[], destination: string): Promise<readonly PackedLib[]> {
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', destination, ...folders], {
    cwd: destination,
  });
  const packed = JSON.parse(stdout) as readonly Packed[];
  return Promise.all(folders.map((folder) => packedLib(folder, destination, packed)));
}

async function packedLib(folder: string, destination: string, all: readonly Packed[]): Promise<PackedLib> {
  const manifest = manifestIn(folder);
  const packed = all.find(({ name }) => name === manifest.name);
  if (packed === undefined) throw new Error(`npm pack says nothing about ${manifest.name}.`);
  const texts = packed.files.map(async ({ path }) => [path, await readFile(join(folder, path), 'utf8')] as const);
  return {
    manifest,
    tarball: join(destination, packed.filename),
    bytes: packed.size,
    files: new Map(await Promise.all(texts)),
  };
}
