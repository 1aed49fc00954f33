import { DaybookError } from '@daybook/domain';

/** The configured schema is not a plain PostgreSQL identifier, or one that others share. Found at the start, before any statement is made of it. */
export class InvalidSchemaName extends DaybookError {
  readonly code = 'invalid-schema-name';

  constructor(readonly schema: unknown) {
    super(
      `The schema name is not a plain identifier of a schema of its own: ${JSON.stringify(schema)?.slice(0, 80)}. Use ` +
        `lower-case letters, digits and underscores, a letter first, at most 63 of them; not public.`,
    );
  }
}
