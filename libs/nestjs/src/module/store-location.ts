import { defaultSchema } from '@daybook/event-store';
import type { DataSource } from 'typeorm';
import { DataSourceMissing } from './data-source-missing.error.js';
import { DataSourceNotInitialized } from './data-source-not-initialized.error.js';
import { DataSourceUnsuitable } from './data-source-unsuitable.error.js';
import type { DaybookBinding, DaybookOptions } from './daybook-options.js';
import type { OperatorStart } from './operator-start.js';
import { OptionMisplaced } from './option-misplaced.error.js';

/** Where the store of the application keeps its tables; for those who migrate and operate it. */
export class StoreLocation {
  readonly store: 'postgres' | 'memory';
  readonly schema: string;
  readonly dataSourceName: string;
  readonly #dataSource: DataSource | undefined;

  /** @throws OptionMisplaced the options name another DataSource than the one that was asked for */
  constructor(
    options: DaybookOptions & DaybookBinding,
    dataSourceName: string,
    dataSource: DataSource | undefined,
    operator: OperatorStart | undefined,
    private readonly knownNames: () => readonly string[] = () => [],
  ) {
    const { dataSource: misplaced = dataSourceName } = options;
    if (misplaced !== dataSourceName) throw new OptionMisplaced('dataSource', misplaced);
    this.store = options.store ?? 'postgres';
    this.schema = operator?.schema ?? options.schema ?? defaultSchema;
    this.dataSourceName = dataSourceName;
    this.#dataSource = dataSource;
  }

  /**
   * @throws DataSourceMissing Nest knows none of that name
   * @throws DataSourceUnsuitable it is none of PostgreSQL
   * @throws DataSourceNotInitialized it is not connected
   */
  get dataSource(): DataSource {
    if (this.#dataSource === undefined) throw new DataSourceMissing(this.dataSourceName, this.knownNames());
    const { type } = this.#dataSource.options;
    if (type !== 'postgres') throw new DataSourceUnsuitable(this.dataSourceName, type);
    if (!this.#dataSource.isInitialized) throw new DataSourceNotInitialized(this.dataSourceName);
    return this.#dataSource;
  }
}
