import type { DomainEvent, EnvelopeMetadata } from '@daybook/domain';
import type { ReadingOptions } from '@daybook/event-store';
import type { ScheduledRehearsal } from './rehearsing/rehearsal-options.js';

/**
 * When a read model is brought up to date: `inline` in the append's own transaction, `async` as soon as the append is
 * visible, `{ scheduled }` at the times of a cron expression (UTC), `on-demand` folded when it is asked for and never kept.
 */
export type ProjectionMode = 'inline' | 'async' | 'on-demand' | { readonly scheduled: string };

/** A class whose instances are rows: an entity of TypeORM's, or any class where nothing is kept. */
export type ReadModelClass<Row extends object = object> = abstract new (...args: never[]) => Row;

/** The keys of an event: one, several, or none (undefined) to pass it over. May use nothing but what it is given. */
export type KeyOf = (event: DomainEvent, meta: EnvelopeMetadata) => string | readonly string[] | undefined;

/** One class of rows, or several. */
export type ReadModels = ReadModelClass | readonly ReadModelClass[];

/** Options of `@Projection`. */
export interface ProjectionOptions<Models extends ReadModels = ReadModels> extends ReadingOptions {
  /** Raise it whenever the rows would come out differently: the rows are then made anew beside those of the old version. */
  readonly version: number;
  /** What the rows are: one class for a fold, one or several for handlers. */
  readonly readModel: Models;
  /** Which rows an event is for; also what is kept in order, divided and parked together. Default: the stream's aggregate id. */
  readonly key?: KeyOf | undefined;
  /** Default `async`. */
  readonly mode?: ProjectionMode | undefined;
  /**
   * Who lets readers see a new version once its rows are made and compared: `automatic` at once, `by-operator` when an
   * operator says so. Until then the version before is shown, and those who ask for the new one are told to come again.
   * Default `automatic`.
   */
  readonly onNewVersion?: 'automatic' | 'by-operator' | undefined;
  /**
   * When its rows are made anew for practice, beside those that are read: compared with the log and with what is read, then
   * dropped. So one knows what a recovery would give, and how long it would take. Default: never.
   *
   * @example rehearsal: { cron: '0 3 * * 0', eventsPerSecond: 20_000 }
   */
  readonly rehearsal?: ScheduledRehearsal | undefined;
  /** At most so many events are applied in one transaction. Default 500, at most 10,000. */
  readonly batchSize?: number | undefined;
}
