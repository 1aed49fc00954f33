import { DaybookError } from '@daybook/domain';

/** The sources cannot be read, because there is no compiler. */
export class TypescriptMissing extends DaybookError {
  readonly code = 'typescript-missing';

  constructor(cause: unknown) {
    super(
      'The meaning of events is read from their docstrings by the TypeScript compiler, and "typescript" cannot be imported. ' +
        'Install it where catalogs are written and checked: npm install --save-dev typescript.',
      { cause },
    );
  }
}
