import { DaybookError } from '@daybook/domain';

/** Payloads are to be validated by class-validator, and it is not installed. */
export class ValidatorMissing extends DaybookError {
  readonly code = 'validator-missing';

  constructor(cause: unknown) {
    super(
      'Payloads cannot be validated: class-validator could not be loaded. Install it, or give the codec another ' +
        'validation (standardSchema, noValidation).',
      { cause },
    );
  }
}
