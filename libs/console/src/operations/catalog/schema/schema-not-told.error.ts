import { DaybookError } from '@daybook/domain';

/** A Standard Schema does not say what it is in JSON Schema, so that the catalog cannot describe its event. */
export class SchemaNotTold extends DaybookError {
  readonly code = 'schema-not-told';

  constructor(
    readonly type: string,
    readonly vendor: string,
    cause?: unknown,
  ) {
    super(
      `The schema of "${type}", by ${vendor}, cannot be said in JSON Schema. Use a library that implements Standard JSON ` +
        'Schema, such as Zod from 4.2, and leave out of the schema what JSON does not know.',
      cause === undefined ? undefined : { cause },
    );
  }
}
