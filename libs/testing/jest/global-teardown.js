import { stopAndRemove } from './test-server-folder.js';

/** Jest's globalTeardown for specs that call `createTestDatabase`: ends the server, or tidies up on a foreign one. */
export default async function tearDown() {
  await stopAndRemove(process.env.DAYBOOK_TEST_SERVER);
  if (process.env.DAYBOOK_TEST_DATABASE_URL !== undefined) await dropDatabases(process.env.DAYBOOK_TEST_DATABASE_URL);
}

async function dropDatabases(url) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query("SELECT datname FROM pg_database WHERE starts_with(datname, $1 || '_')", [
      `daybook_test_${process.env.DAYBOOK_TEST_RUN}`,
    ]);
    for (const { datname } of rows) {
      await client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(datname)} WITH (FORCE)`);
    }
  } finally {
    await client.end();
  }
}
