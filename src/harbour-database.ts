import type { DaybookCommand } from '@daybook/console';

import type { EmbeddedDatabase } from './embedded-database.js';
import { makeApplicationRole, migrateDatabase } from './migrate-database.js';
import { embeddedApplicationRole, type OpenDatabase } from './open-database.js';
import { setting } from './setting.js';

/**
 * Opens the database of `DATABASE_URL`, or without one the embedded server's. `MIGRATION_DATABASE_URL`, if given, is
 * the same database as the role that owns the schema; without it the application's role migrates, and owns.
 */
export async function openDatabase(): Promise<OpenDatabase> {
  const url = setting('DATABASE_URL');
  if (url === undefined) return (await embedded()).start();
  const database = databaseAt(url);
  // In production a job does that, before any process is started.
  if (setting('NODE_ENV') !== 'production') await migrateDatabase(database.ownerUrl, url);
  return database;
}

/** The same for a command beside a Harbour that may be running: works on that one's server then. */
export async function openOrJoinDatabase(): Promise<OpenDatabase> {
  return setting('DATABASE_URL') === undefined ? (await embedded()).startOrJoin() : openDatabase();
}

/**
 * The same for an operator's command: the database of `DATABASE_URL` is taken as it is, and migrated by `daybook migrate`
 * alone.
 */
export async function openDatabaseFor({ name, changesSchema }: DaybookCommand): Promise<OpenDatabase> {
  const url = setting('DATABASE_URL');
  if (url === undefined) return (await embedded()).startOrJoin({ migrates: !name.startsWith('migrate') });
  const database = databaseAt(url);
  if (changesSchema) await makeApplicationRole(database.ownerUrl, url);
  return database;
}

/** The role as which Harbour connects; undefined if `DATABASE_URL` is no address. */
export function applicationRole(): string | undefined {
  const url = setting('DATABASE_URL');
  if (url === undefined) return embeddedApplicationRole;
  return URL.canParse(url) ? decodeURIComponent(new URL(url).username) : undefined;
}

function databaseAt(url: string): OpenDatabase {
  const ownerUrl = setting('MIGRATION_DATABASE_URL') ?? url;
  return { url, ownerUrl, close: () => Promise.resolve(), closeNow: () => undefined };
}

/** Loaded when it is needed: the server's binaries are a dependency of development alone. */
async function embedded(): Promise<EmbeddedDatabase> {
  const { EmbeddedDatabase } = await import('./embedded-database.js');
  return new EmbeddedDatabase(setting('HARBOUR_DATA_DIR'));
}
