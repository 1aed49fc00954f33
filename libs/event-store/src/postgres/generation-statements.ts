import { checkedSchema } from './schema-name.js';
import { sqlFile } from './sql-file.js';

/** The statements on the record of generations, by what they do; each file says which parameters it takes. */
export interface GenerationStatements {
  readonly lock: string;
  readonly list: string;
  readonly create: string;
  readonly move: string;
  readonly show: string;
  /** Who may append beside the owner. */
  readonly appenders: string;
  readonly relation: string;
  /** Whether a schema is there, and whether it is this role's to change. */
  readonly schemaFound: string;
  /** What the owner's rights are needed for, as functions that touch nothing else. */
  readonly copyTables: string;
  readonly showTable: string;
  readonly removeView: string;
  readonly dropTables: string;
  readonly currentSchema: string;
  readonly lockTimeout: string;
  readonly pointAt: string;
  readonly pointBack: string;
  readonly order: string;
  readonly compared: string;
  /** How far the subscriptions of generations have come. */
  readonly checkpoints: string;
  /** Keeps them where they are. */
  readonly lockCheckpoints: string;
  /** How many events lie between two positions. */
  readonly wantedEvents: string;
  /** Forgets the subscription of a generation. */
  readonly forget: string;
  readonly inlineStandings: string;
  /** Which live processes do not know a projection as inline. */
  readonly inlineUnaware: string;
  readonly guardInline: string;
  readonly lastPosition: string;
  /** Whether an append is in flight that began before a position. */
  readonly floorsOfBefore: string;
  readonly inlineLockAlone: string;
  readonly inlineLag: string;
  readonly beginInline: string;
  readonly endInline: string;
}

/**
 * By which the generations of read models are kept on record beside the events that they were made from.
 *
 * @throws InvalidSchemaName
 */
export function generationStatements(schema: string): GenerationStatements {
  const text = (file: string): string => sqlFile(`queries/${file}.sql`, checkedSchema(schema));
  return {
    lock: text('projection_lock'),
    list: text('projection_generations'),
    create: text('projection_generation_created'),
    move: text('projection_generation_moved'),
    show: text('projection_version_shown'),
    appenders: text('projection_appenders'),
    relation: text('projection_relation'),
    schemaFound: text('projection_schema'),
    copyTables: text('copy_generation'),
    showTable: text('show_generation'),
    removeView: text('hide_generation'),
    dropTables: text('drop_generation'),
    currentSchema: text('projection_current_schema'),
    lockTimeout: text('projection_lock_timeout'),
    pointAt: text('projection_point_at'),
    pointBack: text('projection_point_back'),
    order: text('projection_generation_ordered'),
    compared: text('projection_generation_compared'),
    checkpoints: text('projection_checkpoints'),
    lockCheckpoints: text('projection_checkpoints_locked'),
    wantedEvents: text('projection_wanted_events'),
    forget: text('remove_subscription'),
    inlineStandings: text('inline_standings'),
    inlineUnaware: text('inline_unaware'),
    guardInline: text('guard_inline'),
    lastPosition: text('last_position'),
    floorsOfBefore: text('floors_of_before'),
    inlineLockAlone: text('inline_lock_alone'),
    inlineLag: text('inline_lag'),
    beginInline: text('begin_inline'),
    endInline: text('end_inline'),
  };
}
