import { randomBytes } from 'node:crypto';

import { Client, escapeIdentifier } from 'pg';

import { withDatabase, withRole } from './database-url.js';
import { migrateDaybook } from './migrate-daybook.js';
import { PgBouncer } from './pgbouncer.js';
import { PgBouncerUnavailable } from './pgbouncer-unavailable.error.js';
import { templateDatabase, testApplicationPassword, testApplicationRole, type Migrate } from './template-database.js';
import { testServerUrl } from './test-server.js';

/** A database of one test file. */
export interface TestDatabase {
  readonly name: string;
  /** As the owner. */
  readonly url: string;
  /** As a role with the privileges of an application; through a pooler where `DAYBOOK_POOLER` asks for one. */
  readonly applicationUrl: string;
  /** As the same role, always straight to the server: for a test that changes what a session is. */
  readonly applicationSessionUrl: string;
  /** The name of that role. */
  readonly applicationRole: string;
  /** Removes the database, whoever is still connected. */
  drop(): Promise<void>;
}

export interface TestDatabaseOptions {
  /**
   * Fills the template that the database is copied from, and closes its connections; run once for each function and
   * test file. Default: the migrations of Daybook, once for the whole run.
   */
  readonly migrate?: Migrate;
}

const templates = new Map<Migrate, string>([[migrateDaybook, '']]);

/**
 * Makes a database for one test file, copied from a migrated template in a few dozen milliseconds, so that a test can
 * use real PostgreSQL and see nobody else's data.
 *
 * @example
 * let database: TestDatabase;
 * beforeAll(async () => { database = await createTestDatabase(); });
 * afterAll(() => database.drop());
 *
 * With `DAYBOOK_POOLER=pgbouncer` in the environment its application comes through a PgBouncer in transaction mode.
 *
 * @throws TestServerMissing outside of a run that was set up for it
 * @throws PgBouncerUnavailable
 */
export async function createTestDatabase({
  migrate = migrateDaybook,
}: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const serverUrl = await testServerUrl();
  const template = templateName(migrate);
  await templateDatabase(serverUrl, template, migrate);
  const name = `${runPrefix()}_${randomBytes(6).toString('hex')}`;
  await execute(serverUrl, `CREATE DATABASE ${escapeIdentifier(name)} TEMPLATE ${escapeIdentifier(template)}`);
  const url = withDatabase(serverUrl, name);
  const applicationSessionUrl = withRole(url, testApplicationRole, testApplicationPassword);
  const pooler = await poolerBefore(applicationSessionUrl);
  return {
    name,
    url,
    applicationUrl: pooler?.url ?? applicationSessionUrl,
    applicationSessionUrl,
    applicationRole: testApplicationRole,
    drop: async () => {
      await pooler?.close();
      await execute(serverUrl, `DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`);
    },
  };
}

/** One for each database, as it goes with it. */
async function poolerBefore(url: string): Promise<PgBouncer | undefined> {
  const asked = process.env.DAYBOOK_POOLER ?? '';
  if (asked === '') return undefined;
  if (asked !== 'pgbouncer') throw new PgBouncerUnavailable(`DAYBOOK_POOLER is "${asked}", which is not "pgbouncer"`);
  // Refused otherwise, as everything that would be a session's. As many connections as PgBouncer takes by default.
  return PgBouncer.before(url, { poolSize: 20, settings: { ignore_startup_parameters: 'options' } });
}

/** A function is known by its identity, as its text says nothing of what it refers to. */
function templateName(migrate: Migrate): string {
  const suffix = templates.get(migrate) ?? `_${randomBytes(6).toString('hex')}`;
  templates.set(migrate, suffix);
  return `${runPrefix()}_template${suffix}`;
}

/** By which the teardown of a run on a foreign server finds what specs have left. */
function runPrefix(): string {
  return `daybook_test_${process.env.DAYBOOK_TEST_RUN ?? 'run'}`;
}

async function execute(serverUrl: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
