import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { fileURLToPath } from 'node:url';

// The one program that specs meet and npm does not bring. CI has it; a developer without it is told, and goes without.
const path = `${process.env.PATH}:/usr/sbin`;
const hasPgBouncer = spawnSync('pgbouncer', ['--version'], { env: { PATH: path } }).status === 0;
const withoutPoolers = process.env.CI === undefined && !hasPgBouncer;
if (withoutPoolers) console.warn('No pgbouncer is installed: the specs that need one (*.pooler.spec.ts) are left out.');

// What is drawn is the same in each run: a change is judged by what it changes, and what fails fails again. Who wants to find
// what nobody has met yet runs with DAYBOOK_SEED=random, or with a number that was printed.
process.env.DAYBOOK_SEED ??= '20261122';
if (process.env.DAYBOOK_SEED === 'random') {
  process.env.DAYBOOK_SEED = String(randomInt(2 ** 31));
  console.warn(`DAYBOOK_SEED=${process.env.DAYBOOK_SEED}`);
}

const long = process.env.DAYBOOK_FAULTS === 'long';

// What starts and kills processes and servers has a run of its own, `npm run test:slow`, so that it is not disturbed and does
// not make everybody wait. Whoever names specs is given those that he names.
const slow = ['<rootDir>/test/(bench|faults|journeys)/', '\\.fault\\.spec\\.ts$'];
const named = process.argv.slice(2).some((word) => !word.startsWith('-'));

/** @type {import('jest').Config} */
export default {
  roots: ['<rootDir>/libs', '<rootDir>/src', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts'],
  // Type specs are for the compiler (`npm run types`), the peers of the benchmarks and the projects that install the
  // packages have packages of their own.
  testPathIgnorePatterns: [
    '/node_modules/',
    '/dist/',
    '\\.type\\.spec\\.ts$',
    '<rootDir>/test/architecture/fixtures/',
    '<rootDir>/test/bench/peers/',
    '<rootDir>/test/packages/nest-',
    ...(named ? [] : slow),
    ...(withoutPoolers ? ['\\.pooler\\.spec\\.ts$'] : []),
  ],
  // Anchored, because an ignored module path cannot be imported either, and most packages have a `dist`.
  modulePathIgnorePatterns: [
    '<rootDir>/dist/',
    '<rootDir>/libs/[^/]+/dist/',
    '<rootDir>/test/bench/peers/',
    '<rootDir>/test/packages/nest-',
  ],
  testEnvironment: 'node',
  // The libs answer with their sources, so that a spec needs no build.
  testEnvironmentOptions: { customExportConditions: ['daybook:source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  // `.js` first: packages mean what they write; only our own sources have `.ts` behind the `.js` of an import.
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': ['$1.js', '$1.ts'],
    // Not by <rootDir>, which is another folder where this configuration is borrowed.
    '^fast-check$': fileURLToPath(new URL('test/seeded-fast-check.js', import.meta.url)),
  },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: true },
          target: 'es2022',
          keepClassNames: true,
        },
        module: { type: 'es6' },
        // Beside the code, and read when there is a stack to show: in it they are most of what each context compiles.
        sourceMaps: true,
      },
    ],
  },
  injectGlobals: false,
  globalSetup: '<rootDir>/libs/testing/jest/global-setup.js',
  globalTeardown: '<rootDir>/libs/testing/jest/global-teardown.js',
  // One more than CI has cores: a spec that meets a server, a lease or a kill waits for a good part of its time.
  maxWorkers: 3,
  testSequencer: fileURLToPath(new URL('test/longest-first.js', import.meta.url)),
  // Modules that were loaded in a spec's own context are not given back: a worker that holds too many is replaced.
  workerIdleMemoryLimit: '1GB',
  // What hangs ends. Nothing is judged by it: on a machine that is slow for a minute, everything is.
  testTimeout: (long ? 30 : 5) * 60_000,
};
