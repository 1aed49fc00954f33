/** A real PostgreSQL server for development and tests, without installing one. */
export { PostgresServer, type PostgresServerOptions } from './postgres-server.js';
export type { PostmasterExit } from './postmaster.js';
export type { StopMode } from './stop-mode.js';
export { removeServerFolder } from './server-folder.js';

/** What can stop it from starting. */
export { FolderInUse } from './folder-in-use.error.js';
export { PostgresNotStarted } from './postgres-not-started.error.js';
export { PostgresUnavailable } from './postgres-unavailable.error.js';
