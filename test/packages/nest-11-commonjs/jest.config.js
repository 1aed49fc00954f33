/** @type {import('jest').Config} */
module.exports = {
  roots: ['<rootDir>/src'],
  testEnvironment: 'node',
  transform: {
    '^.+\\.(t|j)s$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          target: 'es2021',
          keepClassNames: true,
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  // Daybook is written as ES modules, which Jest's require does not take.
  transformIgnorePatterns: ['/node_modules/(?!@daybook/)'],
  globalSetup: '@daybook/testing/global-setup',
  globalTeardown: '@daybook/testing/global-teardown',
};
