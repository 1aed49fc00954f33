import { Client, escapeIdentifier } from 'pg';

import { withDatabase } from './database-url.js';

/** How a template is made. */
export type Migrate = (url: string, applicationRole: string) => Promise<void>;

/** The role as which tests connect that want no more privileges than an application has. One for the whole server. */
export const testApplicationRole = 'daybook_test_application';
export const testApplicationPassword = 'daybook';

const createRole = `
  DO $$ BEGIN
    CREATE ROLE ${testApplicationRole} LOGIN PASSWORD '${testApplicationPassword}';
  EXCEPTION WHEN duplicate_object OR unique_violation THEN
    NULL;
  END $$`;

/**
 * Makes the template database if it is not there. Several processes may ask for it at once; one migrates, the others
 * wait. It gets its name only when it is complete.
 */
export async function templateDatabase(serverUrl: string, name: string, migrate: Migrate): Promise<void> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [`template ${name}`]);
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) await makeTemplate(client, serverUrl, name, migrate);
  } finally {
    await client.end();
  }
}

async function makeTemplate(client: Client, serverUrl: string, name: string, migrate: Migrate): Promise<void> {
  const draft = `${name}_draft`;
  await client.query(createRole);
  await client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(draft)} WITH (FORCE)`);
  await client.query(`CREATE DATABASE ${escapeIdentifier(draft)}`);
  await migrate(withDatabase(serverUrl, draft), testApplicationRole);
  await client.query(`ALTER DATABASE ${escapeIdentifier(draft)} RENAME TO ${escapeIdentifier(name)}`);
}
