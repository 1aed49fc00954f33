import { readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { repository } from './repository.js';
import { conceptNames } from './shape/concept-names.js';
import { declaredLibs } from './shape/declared-libs.js';
import { fileLength } from './shape/file-length.js';
import { proportion } from './shape/proportion.js';
import { publicIndex } from './shape/public-index.js';
import { skippedTests } from './shape/skipped-tests.js';
import { sourceFiles, type SourceFile } from './shape/source-file.js';
import { specSuffix } from './shape/spec-suffix.js';
import { topLevelAwait } from './shape/top-level-await.js';
import { topLevel } from './shape/top-level.js';

const lines = (count: number): string => 'const a = 1;\n'.repeat(count);
const file = (path: string, text = ''): SourceFile => ({ path, text });
const index = 'libs/domain/src/index.ts';
const manifest = file('libs/domain/package.json', '{ "exports": { ".": { "daybook:source": "./src/index.ts" } } }');
const events = "// Events.\nexport { Event } from './event/event.js';";
// Put together here, so that this file does not look as if it left out a test of its own.
const leftOut = (...name: readonly string[]): string => `${name.join('.')}('a test', () => {});`;

/** Each rule of shape: what it must find, and what it must leave alone. */
const rules: readonly {
  readonly name: string;
  readonly find: (files: readonly SourceFile[]) => readonly string[];
  readonly broken: readonly (readonly SourceFile[])[];
  readonly kept: readonly SourceFile[];
}[] = [
  {
    name: 'no file has over 300 lines, no spec over 400',
    find: fileLength,
    broken: [
      [file('src/a.ts', lines(301))],
      [file('src/a.spec.ts', lines(401))],
      [file('libs/x/sql/a.sql', lines(301))],
    ],
    kept: [file('src/a.ts', lines(300)), file('src/a.spec.ts', lines(400)), file('src/data.json', lines(1000))],
  },
  {
    name: 'nine of ten files have under 150 lines',
    find: proportion,
    broken: [
      [file('src/long.ts', lines(150)), ...Array.from({ length: 8 }, (_, n) => file(`src/${n}.ts`, lines(149)))],
    ],
    kept: [file('src/long.ts', lines(150)), ...Array.from({ length: 9 }, (_, n) => file(`src/${n}.ts`, lines(149)))],
  },
  {
    name: 'folders and files are named after concepts',
    find: conceptNames,
    broken: ['utils', 'helpers', 'common', 'interfaces', 'types', 'services', 'decorators', 'errors']
      .flatMap((name) => [`libs/domain/src/${name}/a.ts`, `src/accounts/${name}.ts`])
      .map((path) => [file(path)]),
    kept: [file('libs/domain/src/error/daybook.error.ts'), file('libs/domain/src/event/event-type.decorator.ts')],
  },
  {
    name: 'a spec’s suffix says what it needs',
    find: specSuffix,
    broken: [
      'a.test.ts',
      'a.e2e.spec.ts',
      'a.pg.app.spec.ts',
      'a.decorator.spec.ts',
      '__tests__/a.ts',
      'a.spec.js',
    ].map((name) => [file(`src/${name}`)]),
    kept: [
      'a.spec.ts',
      'a.pg.spec.ts',
      'a.app.spec.ts',
      'a.type.spec.ts',
      'on.decorator.ts',
      'on.decorator.spec.ts',
    ].map((name) => file(`src/${name}`)),
  },
  {
    name: 'no test is left out',
    find: skippedTests,
    broken: [
      ['test', 'skip'],
      ['it', 'only'],
      ['describe', 'skip'],
      ['test', 'each', 'only'],
      ['test', 'todo'],
      ['xit'],
    ].map((name) => [file('src/a.spec.ts', leftOut(...name))]),
    kept: [file('src/a.spec.ts', "test('exit(1) is only called once', () => {});\nstream.skip(1);")],
  },
  {
    name: 'a lib’s index is an explained list of names',
    find: publicIndex,
    broken: [
      [manifest, file(index, "// All.\nexport * from './event/event.js';")],
      [manifest, file(index, "// All.\nexport * as events from './event/event.js';")],
      [manifest, file(index, '// All.\nexport const event = 1;')],
      [manifest, file(index, "export { Event } from './event/event.js';")],
      [manifest, file(index, `${events}\n\nexport { Clock } from './time/clock.js';`)],
      [manifest, file('libs/domain/src/event/index.ts', events)],
      [file('src/accounts/index.ts', events)],
    ],
    kept: [
      manifest,
      file(index, `${events}\nexport type { Data } from './data.js';\n\n/** Time. */\nexport { a } from './a.js';`),
    ],
  },
  {
    name: 'a lib names the libs that it imports among its dependencies',
    find: declaredLibs,
    broken: [
      [file('libs/nestjs/package.json', '{}'), file('libs/nestjs/src/a.ts', "import { a } from '@daybook/domain';")],
    ],
    kept: [
      file('libs/nestjs/package.json', '{ "dependencies": { "@daybook/domain": "1" } }'),
      file('libs/testing/package.json', '{ "peerDependencies": { "@daybook/nestjs": "1" } }'),
      file('libs/testing/src/a.ts', "import { a } from '@daybook/nestjs/sagas';"),
      file('libs/nestjs/src/a.ts', "import { a } from '@daybook/domain';"),
      file('libs/nestjs/src/a.spec.ts', "import { given } from '@daybook/testing';"),
      file('libs/nestjs/src/example/a.ts', "import { given } from '@daybook/testing';"),
      file('libs/nestjs/src/b.ts', "/**\n * @example\n * import { a } from '@daybook/nestjs';\n */"),
    ],
  },
  {
    name: 'a lib waits for nothing while it is loaded',
    find: topLevelAwait,
    broken: ['const a = await b;', 'export class A { static b = [await c]; }', 'for await (const a of b) c(a);'].map(
      (text) => [file('libs/domain/src/a.ts', text)],
    ),
    kept: [
      file('libs/domain/src/a.ts', 'export const a = async () => { await b; for await (const c of d) e(c); };'),
      file('libs/domain/src/a.spec.ts', 'const a = await b;'),
      file('src/main.ts', 'await run();'),
    ],
  },
];

describe.each(rules)('$name', ({ find, broken, kept }) => {
  test.each(broken.map((files) => [files.at(-1)?.path ?? '', files] as const))('%s is reported', (_, files) => {
    expect(find(files)).not.toEqual([]);
  });

  test('what keeps the rule is not reported', () => {
    expect(find(kept)).toEqual([]);
  });

  test('the repository keeps it', () => {
    expect(find(sourceFiles())).toEqual([]);
  });
});

describe('the top level is fixed', () => {
  test('another file or folder there is reported', () => {
    expect(topLevel(['package.json', 'TODO.md', 'scripts'])).toEqual(['TODO.md', 'scripts']);
  });

  test('the repository keeps it', () => {
    expect(topLevel(readdirSync(repository))).toEqual([]);
  });
});
