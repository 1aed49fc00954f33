import { DaybookError } from '@daybook/domain';

/** The store was to be bound to a TypeORM DataSource that the application does not have. The start was stopped. */
export class DataSourceMissing extends DaybookError {
  readonly code = 'data-source-missing';

  constructor(readonly dataSource: string) {
    super(
      `There is no DataSource for the event store: Nest knows none named "${dataSource}". Import TypeOrmModule.forRoot({ ` +
        `type: 'postgres', … }) with that name beside DaybookModule, name another one in the option dataSource, or choose ` +
        `store: 'memory'.`,
    );
  }
}
