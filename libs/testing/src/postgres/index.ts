/** A real PostgreSQL server for development and tests, without installing one. */
export { PostgresServer, type PostgresServerOptions } from './postgres-server.js';
export type { PostmasterExit } from './postmaster.js';
export type { StopMode } from './stop-mode.js';
export { removeServerFolder } from './server-folder.js';

/** Another one that follows it, for tests of replicas and of fail-overs. */
export { standbyOf, type StandbyOptions } from './standby-of.js';

/** A PgBouncer in front of it, for whoever runs behind one. */
export { PgBouncer } from './pgbouncer.js';
export type { PgBouncerOptions } from './pgbouncer-settings.js';
export { PgBouncerUnavailable } from './pgbouncer-unavailable.error.js';

/** What can stop it from starting. */
export { FolderInUse } from './folder-in-use.error.js';
export { PostgresNotStarted } from './postgres-not-started.error.js';
export { PostgresUnavailable } from './postgres-unavailable.error.js';
