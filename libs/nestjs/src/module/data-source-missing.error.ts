import { DaybookError } from '@daybook/domain';

/** The store was to be bound to a TypeORM DataSource that the application does not have. The start was stopped. */
export class DataSourceMissing extends DaybookError {
  readonly code = 'data-source-missing';

  constructor(
    readonly dataSource: string,
    /** The names of those that the application has. */
    readonly known: readonly string[] = [],
  ) {
    const list = known.map((name) => `"${name}"`).join(', ');
    super(
      `There is no DataSource for the event store: Nest knows none named "${dataSource}", ` +
        `${known.length === 0 ? 'nor any other' : `but ${list}`}. Import TypeOrmModule.forRoot({ type: 'postgres', … }) with ` +
        `that name beside DaybookModule, name another one in the option dataSource, or choose store: 'memory'.`,
    );
  }
}
