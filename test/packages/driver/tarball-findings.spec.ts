import { describe, expect, test } from '@jest/globals';
import type { Manifest } from './manifest.js';
import { tarballFindings, type PackedFiles } from './tarball-findings.js';

const manifest: Manifest = {
  name: '@daybook/thing',
  version: '1.0.0',
  main: './dist/index.js',
  types: './dist/index.d.ts',
  exports: { '.': { 'daybook:source': './src/index.ts', types: './dist/index.d.ts', default: './dist/index.js' } },
  dependencies: { '@daybook/domain': '1.0.0' },
  peerDependencies: { typeorm: '^1' },
};
const map = JSON.stringify({ sources: ['../src/index.ts'] });
const files = new Map([
  ['package.json', JSON.stringify(manifest)],
  ['README.md', '# Thing'],
  ['LICENSE', 'Do as you like.'],
  ['sql/queries/head.sql', 'SELECT 1'],
  ['src/index.ts', "export type { DataSource } from 'typeorm';"],
  ['dist/index.js', "import { readFile } from 'node:fs/promises';\nimport { decide } from '@daybook/domain';"],
  ['dist/index.js.map', map],
  ['dist/index.d.ts', "export type { DataSource } from 'typeorm';"],
  ['dist/index.d.ts.map', map],
]);
const expected = { licence: 'Do as you like.', sqlFiles: ['sql/queries/head.sql'] };

const without = (path: string): PackedFiles => ({
  manifest,
  files: new Map([...files].filter(([other]) => other !== path)),
});
const withFile = (path: string, text: string): PackedFiles => ({ manifest, files: new Map([...files, [path, text]]) });
const withManifest = (changes: Partial<Manifest>): PackedFiles => ({ manifest: { ...manifest, ...changes }, files });

describe('A tarball', () => {
  test('that is as it must be has no finding', () => {
    expect(tarballFindings({ manifest, files }, expected)).toEqual([]);
  });

  const wrong: readonly (readonly [string, PackedFiles])[] = [
    ['README.md is not in it', without('README.md')],
    ['LICENSE is not that', withFile('LICENSE', 'All rights reserved.')],
    ['sql/queries/head.sql is not in it', without('sql/queries/head.sql')],
    ['src/event/event.spec.ts is of no use', withFile('src/event/event.spec.ts', '')],
    ['src/event/example/events.ts is of no use', withFile('src/event/example/events.ts', '')],
    ['tsconfig.json is of no use', withFile('tsconfig.json', '{}')],
    ['tsconfig.tsbuildinfo is of no use', withFile('tsconfig.tsbuildinfo', '{}')],
    ['promises dist/index.js', without('dist/index.js')],
    ['promises src/index.ts', without('src/index.ts')],
    ['promises dist/door.js', withManifest({ exports: { './door': './dist/door.js' } })],
    ['promises dist/door.d.ts', withManifest({ typesVersions: { '*': { door: ['./dist/door.d.ts'] } } })],
    ['dist/gone.js has no declarations', withFile('dist/gone.js', '')],
    ['leads to src/gone.ts', withFile('dist/gone.d.ts.map', JSON.stringify({ sources: ['../src/gone.ts'] }))],
    ['imports pg, which', withFile('dist/index.js', "const { Pool } = await import('pg');")],
    ['imports @nestjs/common, which', withFile('dist/index.d.ts', "export type A = import('@nestjs/common/x').B;")],
    ['imports lodash, which', withFile('jest/set-up.js', "const { map } = require('lodash/map');")],
    [
      'typeorm is a dependency and must be a peer',
      withManifest({ dependencies: { ...manifest.dependencies, typeorm: '^1' } }),
    ],
  ];
  test.each(wrong)('%s is found', (finding, packed) => {
    expect(tarballFindings(packed, expected)).toContainEqual(expect.stringContaining(finding));
  });
});
