import { checkPrerequisites } from './check-prerequisites.js';
import { Connections } from './connections.js';
import { hearConnections } from './heard-connections.js';
import { Incarnations } from './incarnations.js';
import { defaultLoneConnections } from './pool-size.js';
import { preparesStatements } from './prepared-statements.js';
import type { PostgresEventStoreOptions } from './postgres-event-store-options.js';
import type { Prerequisites } from './prerequisites.js';
import { checkedSchema, defaultSchema } from './schema-name.js';
import { statementsFor, type Statements } from './statements.js';
import { waitingLimits, type WaitingLimits } from './waiting-limits.js';

/** A database that was met, and what is spoken with it. */
export interface MetDatabase {
  readonly connections: Connections;
  readonly incarnations: Incarnations;
  readonly statements: Statements;
  readonly limits: WaitingLimits;
  /** How many appends may wait alone. */
  readonly loneConnections: number;
  /** What was found out about it. */
  readonly prerequisites: Prerequisites;
}

/**
 * Meets the database of a store that is being opened.
 *
 * @throws InvalidSchemaName, InvalidLimit
 * @throws PrerequisiteMissing, ServerTooOld the database is not one on which the guarantees hold
 * @throws StoreUnavailable no connection, or no answer, within the limits
 */
export async function meetDatabase(options: PostgresEventStoreOptions): Promise<MetDatabase> {
  const { dataSource } = options;
  const schema = checkedSchema(options.schema ?? defaultSchema);
  const limits = waitingLimits(options.limits);
  const loneConnections = options.loneConnections ?? defaultLoneConnections(dataSource);
  hearConnections(dataSource);
  const connections = new Connections(dataSource, limits);
  const unprepared = statementsFor(schema, false);
  const incarnations = new Incarnations(unprepared);
  const prerequisites = await checkPrerequisites(connections, unprepared, incarnations);
  const prepared = await preparesStatements(options.preparedStatements, prerequisites.pooler, connections);
  const statements = statementsFor(schema, prepared);
  return { connections, incarnations, statements, limits, loneConnections, prerequisites };
}
