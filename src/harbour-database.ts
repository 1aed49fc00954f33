import type { EmbeddedDatabase } from './embedded-database.js';
import { migrateDatabase } from './migrate-database.js';
import type { OpenDatabase } from './open-database.js';
import { setting } from './setting.js';

/**
 * Opens the database of `DATABASE_URL`, or without one the embedded server's. `MIGRATION_DATABASE_URL`, if given, is
 * the same database as the role that owns the schema; without it the application's role migrates, and owns.
 */
export async function openDatabase(): Promise<OpenDatabase> {
  const url = setting('DATABASE_URL');
  if (url === undefined) return (await embedded()).start();
  await migrateDatabase(setting('MIGRATION_DATABASE_URL') ?? url, url);
  return { url, close: () => Promise.resolve(), closeNow: () => undefined };
}

/** The same for a command beside a Harbour that may be running: works on that one's server then. */
export async function openOrJoinDatabase(): Promise<OpenDatabase> {
  return setting('DATABASE_URL') === undefined ? (await embedded()).startOrJoin() : openDatabase();
}

/** Loaded when it is needed: the server's binaries are a dependency of development alone. */
async function embedded(): Promise<EmbeddedDatabase> {
  const { EmbeddedDatabase } = await import('./embedded-database.js');
  return new EmbeddedDatabase(setting('HARBOUR_DATA_DIR'));
}
