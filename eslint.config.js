import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** What the house style asks of every file. Each of these rules has a file in `test/architecture/fixtures/lint`. */
export const house = {
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  // Leaves files with decorators alone: there Nest needs the imported class itself in the emitted metadata.
  // `typeof import('class-validator')` is how a package is typed that may not be installed.
  '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
  // A compiler error is expected only where that is the point: in a type spec, below.
  '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': true }],
  // `== null` asks for null and undefined in one, which is what a column of a row may be.
  eqeqeq: ['error', 'always', { null: 'ignore' }],
  'max-lines': ['error', 300],
  'no-console': 'error',
  'no-restricted-imports': [
    'error',
    { paths: [{ name: '@nestjs/common', importNames: ['forwardRef'], message: 'Turn one of the two arrows round.' }] },
  ],
  'no-restricted-syntax': [
    'error',
    { selector: 'ExportDefaultDeclaration', message: 'Export it by its name, so that it has one name everywhere.' },
    { selector: 'ExportAllDeclaration', message: 'Name what is exported, so that index.ts can be read as a list.' },
  ],
};

/** Mistakes in plain JavaScript that neither the compiler nor typescript-eslint finds. */
const plainMistakes = {
  'no-async-promise-executor': 'error',
  'no-cond-assign': 'error',
  'no-constant-binary-expression': 'error',
  'no-debugger': 'error',
  'no-empty': 'error',
  'no-eval': 'error',
  'no-loss-of-precision': 'error',
  'no-misleading-character-class': 'error',
  'no-prototype-builtins': 'error',
  'no-self-compare': 'error',
  'no-sparse-arrays': 'error',
  'no-template-curly-in-string': 'error',
  'no-unmodified-loop-condition': 'error',
  'no-unsafe-finally': 'error',
  'no-unsafe-optional-chaining': 'error',
  'no-useless-catch': 'error',
  'no-useless-escape': 'error',
};

/** Where we disagree with typescript-eslint's strict set, and why. */
const relaxed = {
  // `return refuse(reason)` and `() => clock.advance(1)` read better than a block, and a void passed on harms nobody.
  '@typescript-eslint/no-confusing-void-expression': [
    'error',
    { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
  ],
  // A Nest module is a decorated class without members.
  '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
  // A handler's type says `void | undefined`, because plain `void` would let a promise pass.
  '@typescript-eslint/no-invalid-void-type': 'off',
  // A brand is a type parameter that stands once in its class; telling two classes apart is all that it is for.
  '@typescript-eslint/no-unnecessary-type-parameters': 'off',
  // `{ ...event }` is an event's data without its class, `[...text]` are its code points: both are meant so.
  '@typescript-eslint/no-misused-spread': 'off',
  // Nest's options and the bodies of OpenAPI are classes only so that metadata can hang on them.
  '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
  // Does not see what a callback has changed in the meantime, and takes the check for it to be superfluous.
  '@typescript-eslint/no-unnecessary-condition': 'off',
  // A parameter that a signature demands and a body does not need begins with an underscore.
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
  // An async method without an await turns a throw into a rejection: what a port asks of its adapter in memory.
  '@typescript-eslint/require-await': 'off',
  // A number inside a message is printed as one expects; everything else still has to be spelled out.
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
};

/** What a test may do and shipped code may not: when it is wrong, it fails in front of whoever wrote it. */
const inSpecs = {
  'max-lines': ['error', 400],
  // A measured test prints its figures; a fault test prints how often the fault was felt.
  'no-console': 'off',
  // `rows[0]!.version`: if there is no row, the test fails on this line, as it should.
  '@typescript-eslint/no-non-null-assertion': 'off',
  // `expect(store.append)` looks at a method and does not call it.
  '@typescript-eslint/unbound-method': 'off',
  // Bad input is written as it comes.
  'no-template-curly-in-string': 'off',
  // `class Money {}` stands for a class that the code under test has never seen.
  '@typescript-eslint/no-extraneous-class': 'off',
};

export default defineConfig(
  globalIgnores([
    '**/dist/',
    'coverage/',
    '.daybook/',
    'test/bench/peers/',
    'test/packages/nest-*/',
    'test/architecture/fixtures/',
  ]),
  // A rule is changed here, where its reason can be read by all, not beside the line that breaks it.
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  { name: 'daybook/plain-mistakes', files: ['**/*.{ts,js,mjs}'], rules: plainMistakes },
  {
    name: 'daybook/house',
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: { ...relaxed, ...house },
  },
  {
    name: 'daybook/specs',
    // A contract is a suite of tests that is shipped; an example is what the specs of a folder work with.
    files: ['**/*.spec.ts', 'test/**/*.ts', 'libs/testing/src/contract/**', 'libs/*/src/**/example/*.ts'],
    // The fixtures stand for shipped code.
    ignores: ['test/architecture/fixtures/**'],
    rules: inSpecs,
  },
  {
    name: 'daybook/type-specs',
    files: ['**/*.type.spec.ts'],
    rules: {
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': 'allow-with-description' }],
      // A type spec declares what the compiler must accept or refuse; nobody runs or uses it.
      '@typescript-eslint/no-unused-vars': 'off',
    },
  },
  // The application's main file talks to whoever started it; so do the benchmarks and the command line.
  { name: 'daybook/speakers', files: ['src/*.ts', 'src/**/*.cli.ts'], rules: { 'no-console': 'off' } },
);
