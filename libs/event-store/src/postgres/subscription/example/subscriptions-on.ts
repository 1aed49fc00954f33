import type { PoolClient } from 'pg';
import { Connections } from '../../connections.js';
import { sqlStateOf } from '../../database-error.js';
import type { ExampleStore } from '../../example/example-store.js';
import { Incarnations } from '../../incarnations.js';
import { SafePositionReader } from '../../safe-position-reader.js';
import { defaultSchema } from '../../schema-name.js';
import { statementsFor } from '../../statements.js';
import { defaultWaitingLimits } from '../../waiting-limits.js';
import { PostgresSubscriptionStore, type PostgresSubscriptionStoreParts } from '../postgres-subscription-store.js';
import { SingleStatements } from '../single-statements.js';

/** Takes note of what the server refuses, also where it is sent again. */
class WatchedStatements extends SingleStatements {
  constructor(
    private readonly refusals: unknown[],
    ...parts: ConstructorParameters<typeof SingleStatements>
  ) {
    super(...parts);
  }

  override send<R>(
    run: (client: PoolClient) => Promise<R>,
    answerMs?: number,
  ): ReturnType<typeof SingleStatements.prototype.send<R>> {
    return super.send(
      (client) =>
        run(client).catch((error: unknown) => {
          this.refusals.push(sqlStateOf(error));
          throw error;
        }),
      answerMs,
    );
  }
}

/** The checkpoints of the example's database, kept otherwise than its store does, with the SQLSTATEs of what was refused. */
export function subscriptionsOn(
  { dataSource, store: { transactions } }: ExampleStore,
  otherwise: Partial<PostgresSubscriptionStoreParts> = {},
): { readonly subscriptions: PostgresSubscriptionStore; readonly refusals: readonly unknown[] } {
  const statements = statementsFor(defaultSchema, false);
  const connections = new Connections(dataSource, defaultWaitingLimits);
  const refusals: unknown[] = [];
  const incarnations = new Incarnations(statements);
  const single = new WatchedStatements(refusals, connections, incarnations, false);
  const safePosition = new SafePositionReader(connections, statements, incarnations);
  const parts = { dataSource, statements, single, transactions, safePosition, ...otherwise };
  return { subscriptions: new PostgresSubscriptionStore(parts), refusals };
}
