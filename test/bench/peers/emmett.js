// Emmett as its documentation sets it up: the schema made beforehand, a pool of pg connections.
import { isExpectedVersionConflictError, STREAM_DOES_NOT_EXIST } from '@event-driven-io/emmett';
import { getPostgreSQLEventStore, postgreSQLEventStoreConsumer } from '@event-driven-io/emmett-postgresql';
import pg from 'pg';

export const configuration = (poolSize) => ({
  store: 'getPostgreSQLEventStore with its defaults, no projections',
  commands: 'aggregateStream, then appendToStream with expectedStreamVersion; at once again after a conflict',
  catchUp: 'postgreSQLEventStoreConsumer with a reactor by eachMessage; batches as large as those of everybody',
  schema: 'autoMigration None, schema.migrate() beforehand',
  connection: 'pooled, a pg.Pool',
  poolSize,
});

/** A reactor that handles nothing for so long waits for events that it has left out. */
const stalledMs = 10_000;

const initialState = () => ({ balanceMinor: 0, deposits: 0 });

const evolve = (state, { data }) => ({
  balanceMinor: state.balanceMinor + data.amountMinor,
  deposits: state.deposits + 1,
});

/** The peer's part of the comparisons. */
export async function open(url, poolSize) {
  const pool = new pg.Pool({ connectionString: url, max: poolSize });
  const store = getPostgreSQLEventStore(url, {
    connectionOptions: { pooled: true, pool },
    schema: { autoMigration: 'None' },
  });
  await store.schema.migrate();

  async function decideAndAppend(streamId, type, payment, limit) {
    const { state, currentStreamVersion } = await store.aggregateStream(streamId, { evolve, initialState });
    if (state.balanceMinor + payment.amountMinor >= limit) throw new Error('The balance would exceed the limit.');
    return store.appendToStream(streamId, [{ type, data: payment }], { expectedStreamVersion: currentStreamVersion });
  }

  return {
    async append(streamId, version, type, data) {
      const expectedStreamVersion = version === 0 ? STREAM_DOES_NOT_EXIST : BigInt(version);
      const events = [data].flat().map((one) => ({ type, data: one }));
      const result = await store.appendToStream(streamId, events, { expectedStreamVersion });
      return Number(result.nextExpectedStreamVersion);
    },
    async deposit(streamId, type, payment, limit) {
      for (;;) {
        try {
          return await decideAndAppend(streamId, type, payment, limit);
        } catch (error) {
          if (!isExpectedVersionConflictError(error)) throw error;
        }
      }
    },
    async catchUp(reactor, events, batch) {
      const consumer = postgreSQLEventStoreConsumer({ connectionString: url, pulling: { batchSize: batch } });
      let handled = 0;
      let lookedAt = 0;
      const all = new Promise((resolve) => {
        consumer.reactor({
          processorId: reactor,
          startFrom: 'BEGINNING',
          eachMessage: () => {
            if (++handled === events) resolve();
          },
        });
      });
      const stalled = new Promise((resolve) => {
        const look = setInterval(() => {
          if (handled > lookedAt) lookedAt = handled;
          else resolve(clearInterval(look));
        }, stalledMs);
        all.then(() => clearInterval(look));
      });
      await Promise.race([all, consumer.start(), stalled]);
      await consumer.close();
      if (handled !== events) throw new Error(`The reactor has ended after ${handled} of ${events} events.`);
    },
    async close() {
      await store.close();
      await pool.end().catch(() => undefined);
    },
  };
}
