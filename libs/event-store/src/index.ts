// The port: what goes in, what comes out, and what is expected of a stream.
export { EventStore } from './stream/event-store.js';
export { EventStream } from './stream/event-stream.js';
export type { AppendAllResult, AppendResult } from './stream/append-result.js';
export type { AppendOptions, StreamAppend, StreamAppendOptions } from './stream/stream-append.js';
export type { EventInput, ProposedEvent } from './stream/proposed-event.js';
export type { ExpectedVersion } from './stream/expected-version.js';
export type { Metadata } from './stream/metadata.js';
export type { ReadAllOptions, ReadStreamOptions } from './stream/read-options.js';
export type { RecordedEvent } from './stream/recorded-event.js';
export type { EntityManager } from './stream/transaction.js';

// What a store refuses, and what can become of an append.
export { AppendOutcomeUnknown } from './stream/append-outcome-unknown.error.js';
export { ConcurrencyError } from './stream/concurrency.error.js';
export { EventIdConflict } from './stream/event-id-conflict.error.js';
export { IdempotencyKeyConflict } from './stream/idempotency-key-conflict.error.js';
export { InvalidAppend } from './stream/invalid-append.error.js';
export { InvalidRead } from './stream/invalid-read.error.js';
export { InvalidStreamId } from './stream/invalid-stream-id.error.js';
export { StoreUnavailable } from './stream/store-unavailable.error.js';
export { StreamClosed } from './stream/stream-closed.error.js';

// The store in memory.
export { MemoryEventStore } from './memory/memory-event-store.js';
export type { MemoryEventStoreOptions } from './memory/memory-event-store.js';

// For adapters: the checks that each of them makes before anything else.
export { defaultAppendLimits } from './stream/append-limits.js';
export type { AppendLimits } from './stream/append-limits.js';
export { checkAppend, checkAppendAll } from './stream/check-append.js';
export type { CheckedAppend, CheckedStreamAppend } from './stream/check-append.js';
export { checkReadAll, checkReadStream } from './stream/check-read.js';
export type { CheckedLogRead, CheckedStreamRead } from './stream/check-read.js';
export { assertStreamId, categoryOf } from './stream/stream-id.js';

// The codec: equal stages between an event and its row.
export { EventCodec } from './codec/event-codec.js';
export type { EventCodecOptions } from './codec/event-codec.js';
export { EventTypeRegistry } from './codec/event-type-registry.js';
export { defaultCodecLimits } from './codec/codec-limits.js';
export type { CodecLimits } from './codec/codec-limits.js';
export type { Batch, CodecStage } from './codec/codec-stage.js';
export type { JsonEvent, JsonEventChanges } from './codec/json-event.js';
export type { ProposedJsonEvent } from './codec/proposed-json-event.js';
export type { EncodedEvent } from './codec/encoded-event.js';
export type { StoredEvent } from './codec/stored-event.js';
export { appendFingerprint } from './codec/append-fingerprint.js';
export type { EncodedStreamAppend } from './codec/append-fingerprint.js';

// What the codec refuses.
export { NotJsonData } from './codec/not-json-data.error.js';
export { PayloadTooLarge } from './codec/payload-too-large.error.js';
export { StageLostEvents } from './codec/stage-lost-events.error.js';
export { StoredEventUnreadable } from './codec/stored-event-unreadable.error.js';
export { UnknownEventType } from './codec/unknown-event-type.error.js';

// Validation of payloads on append.
export { classValidator } from './codec/validation/class-validator.js';
export { EventPayloadInvalid } from './codec/validation/event-payload-invalid.error.js';
export { noValidation } from './codec/validation/payload-validator.js';
export type { PayloadValidator, PayloadViolation, Violations } from './codec/validation/payload-validator.js';
export { PayloadSchemaMissing } from './codec/validation/payload-schema-missing.error.js';
export type { StandardIssue, StandardResult, StandardSchema } from './codec/validation/standard-schema.js';
export { payloadSchemaOf, standardSchema } from './codec/validation/standard-schema-validator.js';
export type { SchemaOf } from './codec/validation/standard-schema-validator.js';
export { ValidatorMissing } from './codec/validation/validator-missing.error.js';

// On PostgreSQL.
export { PostgresEventStore } from './postgres/postgres-event-store.js';
export type { PostgresEventStoreOptions } from './postgres/postgres-event-store.js';
export type { HeldFloor } from './postgres/held-floors.js';
export type { Prerequisites } from './postgres/prerequisites.js';
export { checkedSchema, defaultSchema } from './postgres/schema-name.js';

// Its schema.
export { migrate } from './postgres/migrate.js';
export type { MigrateOptions } from './postgres/migrate.js';
export { migrationSql } from './postgres/migration-sql.js';
export { migrationStatus } from './postgres/migration-status.js';
export type { MigrationState } from './postgres/migration-status.js';

// What PostgreSQL, its schema or its configuration can be refused for.
export { AppendFailed } from './postgres/append-failed.error.js';
export { InvalidSchemaName } from './postgres/invalid-schema-name.error.js';
export { MigrationChanged } from './postgres/migration-changed.error.js';
export { PrerequisiteMissing } from './postgres/prerequisite-missing.error.js';
export { ServerTooOld } from './postgres/server-too-old.error.js';
