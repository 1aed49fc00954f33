import { DaybookError } from '@daybook/domain';

/** The store was bound to a DataSource of another database than PostgreSQL. The start was stopped. */
export class DataSourceUnsuitable extends DaybookError {
  readonly code = 'data-source-unsuitable';

  constructor(
    readonly dataSource: string,
    /** Its `type`. */
    readonly type: string,
  ) {
    super(
      `The event store cannot be kept there: the DataSource "${dataSource}" is of type "${type}". Bind the store to one of ` +
        "type 'postgres' by its name, in the option dataSource; the others stay what they are.",
    );
  }
}
