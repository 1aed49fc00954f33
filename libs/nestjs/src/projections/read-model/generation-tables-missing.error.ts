import { DaybookError } from '@daybook/domain';

/** The tables of a read model are not there, or not as they have to be, and this start was not to make them. */
export class GenerationTablesMissing extends DaybookError {
  readonly code = 'generation-tables-missing';
  readonly projection: string;
  readonly version: number;

  constructor(
    { name, version }: { readonly name: string; readonly version: number },
    readonly finding: string,
    cause?: unknown,
  ) {
    super(
      `The tables of the projection "${name}", version ${version}, are not ready: ${finding}. Run daybook migrate as the role ` +
        "that owns the event store's schema, or what makes them anew; where a start may, configure migrations: 'run'.",
      { cause },
    );
    this.projection = name;
    this.version = version;
  }
}
