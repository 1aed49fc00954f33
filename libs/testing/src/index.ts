/** A test of an aggregate in three lines: what has happened, what is asked, what comes of it. */
export { given, type Given } from './given/given.js';
export type { When } from './given/when.js';

/** A test of every example that the event catalog has kept: what was ever written is read today. */
export { catalogExamples, type CatalogExamplesOptions } from './catalog/catalog-examples.js';

/** A test of an upcaster in a line: what is stored, and what comes of it. */
export { upcasting, Upcasting } from './upcasting/upcasting.js';
export type { Lifts } from './upcasting/lifts.js';
export type { ToldInTest } from './upcasting/told-in-test.js';

/** A database for each test file, copied from a migrated template, on a server that a test run starts by itself. */
export { createTestDatabase, type TestDatabase, type TestDatabaseOptions } from './postgres/test-database.js';
export { TestServerMissing } from './postgres/test-server-missing.error.js';

/** A real PostgreSQL server of one's own, to stop and to kill. `@daybook/testing/postgres` has it without the rest. */
export { PostgresServer, type PostgresServerOptions } from './postgres/postgres-server.js';
export { FolderInUse } from './postgres/folder-in-use.error.js';
export { PostgresNotStarted } from './postgres/postgres-not-started.error.js';
export { PostgresUnavailable } from './postgres/postgres-unavailable.error.js';

/** What every adapter of the event store promises, as a suite for Jest; an adapter's spec is five lines. */
export { eventStoreContract } from './contract/event-store-contract.js';
export { sagaStoreContract } from './contract/sagas/saga-store-contract.js';
export { subscriptionStoreContract } from './contract/subscriptions/subscription-store-contract.js';
export { objectStorageContract } from './contract/objects/object-storage-contract.js';
export type { ObjectStorageUnderTest, OpenObjectStorage } from './contract/objects/object-subject.js';
export { snapshotStoreContract } from './contract/snapshots/snapshot-store-contract.js';
export type { OpenSnapshotStore, SnapshotStoreUnderTest } from './contract/snapshots/snapshot-subject.js';
export type { OpenStore, StoreUnderTest } from './contract/contract-subject.js';
