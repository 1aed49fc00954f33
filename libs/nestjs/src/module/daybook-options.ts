import type { Clock } from '@daybook/domain';
import type { AppendLimits, CodecLimits, PayloadValidator } from '@daybook/event-store';

/** What the start does about the store's tables. */
export type MigrationPolicy = 'run' | 'check' | 'ignore';

/** Options of `DaybookModule.forRoot`; what a factory of `forRootAsync` returns. */
export interface DaybookOptions {
  /** Where events are kept: in PostgreSQL, or in the process until it ends. Default `postgres`. */
  readonly store?: 'postgres' | 'memory';
  /** The PostgreSQL schema of the store's tables: lower case, digits and `_`, at most 63 characters. Default `daybook`. */
  readonly schema?: string;
  /**
   * What the start does about the schema: `run` brings it up to date, `check` stops the start with a list of what is
   * missing, `ignore` does not look. Default `run`, and `check` where NODE_ENV is `production`.
   */
  readonly migrations?: MigrationPolicy;
  /** Where decisions get their time from. Default: the clock of the machine. */
  readonly clock?: Clock;
  /** Judges payloads when they are appended. Default: a class's `payloadSchema` if it has one, else class-validator. */
  readonly validation?: PayloadValidator;
  /**
   * How much the store takes: `events` in one append (default 10,000), `payloadBytes` of one event (default 1 MiB),
   * `metadataBytes` of one event (default 8 KiB), `depth` of a payload (default 64 levels).
   */
  readonly limits?: Partial<CodecLimits & AppendLimits>;
  /** Whether statements are prepared under a name. Default true; false behind a pgbouncer older than 1.21. */
  readonly preparedStatements?: boolean;
}

/** What must be known before any factory has run, because it decides what the store depends on. */
export interface DaybookBinding {
  /** The name of the TypeORM DataSource that the store is bound to. Default `default`, the one without a name. */
  readonly dataSource?: string;
}

/** For `forRootAsync({ useClass })` and `{ useExisting }`. */
export interface DaybookOptionsFactory {
  createDaybookOptions(): DaybookOptions | Promise<DaybookOptions>;
}
