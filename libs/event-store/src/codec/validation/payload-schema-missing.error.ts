import { DaybookError } from '@daybook/domain';
import { described } from '../../stream/described.js';

/** Payloads are to be validated by schemas, and there is none for this type. Nothing was written. */
export class PayloadSchemaMissing extends DaybookError {
  readonly code = 'payload-schema-missing';

  constructor(readonly type: string) {
    super(
      `There is no schema for an event type: ${described(type)} cannot be validated. Give it one, or give standardSchema ` +
        `a second validator for the types without.`,
    );
  }
}
