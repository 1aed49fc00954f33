const long = process.env.DAYBOOK_FAULTS === 'long';

/** @type {import('jest').Config} */
export default {
  roots: ['<rootDir>/libs', '<rootDir>/src', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts'],
  // Type specs are for the compiler (`npm run types`), the peers of the benchmarks have a package of their own.
  testPathIgnorePatterns: [
    '/node_modules/',
    '/dist/',
    '\\.type\\.spec\\.ts$',
    '<rootDir>/test/architecture/fixtures/',
    '<rootDir>/test/bench/peers/',
  ],
  // Anchored, because an ignored module path cannot be imported either, and most packages have a `dist`.
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/libs/[^/]+/dist/', '<rootDir>/test/bench/peers/'],
  testEnvironment: 'node',
  // The libs answer with their sources, so that a spec needs no build.
  testEnvironmentOptions: { customExportConditions: ['daybook:source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  // `.js` first: packages mean what they write; only our own sources have `.ts` behind the `.js` of an import.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': ['$1.js', '$1.ts'] },
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
      },
    ],
  },
  injectGlobals: false,
  globalSetup: '<rootDir>/libs/testing/jest/global-setup.js',
  globalTeardown: '<rootDir>/libs/testing/jest/global-teardown.js',
  maxWorkers: 2,
  testTimeout: long ? 30 * 60_000 : 30_000,
};
