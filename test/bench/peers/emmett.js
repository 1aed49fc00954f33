// Emmett as its documentation sets it up: the schema made beforehand, a pool of pg connections.
import { STREAM_DOES_NOT_EXIST } from '@event-driven-io/emmett';
import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql';
import pg from 'pg';

export const configuration = (poolSize) => ({
  store: 'getPostgreSQLEventStore with its defaults, no projections',
  schema: 'autoMigration None, schema.migrate() beforehand',
  connection: 'pooled, a pg.Pool',
  poolSize,
});

/** The peer's part of the comparison: `append` writes one event and answers the stream's version. */
export async function open(url, poolSize) {
  const pool = new pg.Pool({ connectionString: url, max: poolSize });
  const store = getPostgreSQLEventStore(url, {
    connectionOptions: { pooled: true, pool },
    schema: { autoMigration: 'None' },
  });
  await store.schema.migrate();
  return {
    async append(streamId, version, type, data) {
      const expectedStreamVersion = version === 0 ? STREAM_DOES_NOT_EXIST : BigInt(version);
      const result = await store.appendToStream(streamId, [{ type, data }], { expectedStreamVersion });
      return Number(result.nextExpectedStreamVersion);
    },
    async close() {
      await store.close();
      await pool.end().catch(() => undefined);
    },
  };
}
