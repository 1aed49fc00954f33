// The port: what goes in, what comes out, and what is expected of a stream.
export { EventStore } from './stream/event-store.js';
export { EventStream } from './stream/event-stream.js';
export { eventPage, type EventPage, type StoredPlace } from './stream/event-page.js';
export type { AppendAllResult, AppendResult } from './stream/append-result.js';
export type { AppendOptions, StreamAppend, StreamAppendOptions } from './stream/stream-append.js';
export type { EventInput, ProposedEvent } from './stream/proposed-event.js';
export type { ExpectedVersion } from './stream/expected-version.js';
export type { Ambient } from './stream/ambient.js';
export { type Idempotency, spentKey } from './stream/idempotency.js';
export { eventMetadataOf } from './stream/event-metadata-of.js';
export type { FollowAppend, InlineWork, UnplacedEvent } from './stream/inline-work.js';
export { InlineWorkUnsupported } from './stream/inline-work-unsupported.error.js';
export { UnknownInlineProjection } from './stream/unknown-inline-projection.error.js';
export type { KeptAppend } from './stream/kept-append.js';
export type { Metadata } from '@daybook/domain';
export type { HeadOptions, ReadAllOptions, ReadStreamOptions } from './stream/read-options.js';
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
export { StoreClosed } from './stream/store-closed.error.js';
export { StoreOverloaded } from './stream/store-overloaded.error.js';
export { StoreUnavailable } from './stream/store-unavailable.error.js';
export { StreamClosed } from './stream/stream-closed.error.js';

// Copying a stream through a transformation into a new one.
export { CopyContended } from './copying/copy-contended.error.js';
export { CopyDiffers } from './copying/copy-differs.error.js';
export { CopyEmpty } from './copying/copy-empty.error.js';
export type { CopyOrder } from './copying/copy-order.js';
export type { CopyResult } from './copying/copy-result.js';
export { CopySourceMissing } from './copying/copy-source-missing.error.js';
export { CopyTargetTaken } from './copying/copy-target-taken.error.js';
export { InvalidCopy } from './copying/invalid-copy.error.js';
export { type CopyOptions, StreamCopier, type StreamCopierParts } from './copying/stream-copier.js';
export { type CopiedSoFar, type CopyEnd, StreamCopies } from './copying/stream-copies.js';
export { StreamCopiesUnsupported } from './copying/stream-copies-unsupported.error.js';
export type { CopyState, StreamCopy } from './copying/stream-copy.js';
export type { Transformation, Transformed, TransformedEvent, Transforms } from './copying/transformation.js';
export { TransformationFailed } from './copying/transformation-failed.error.js';

// Subscriptions: how far durable readers of the log have come, and who reads for them.
export { askingOnly } from './subscription/asking-only.js';
export { eventTypesOf } from './subscription/event-types-of.js';
export { InvalidSubscription } from './subscription/invalid-subscription.error.js';
export { InvalidKey } from './subscription/invalid-key.error.js';
export { isKey } from './subscription/is-key.js';
export { segmentOfKey } from './subscription/key-segment.js';
export { LeaseLost } from './subscription/lease-lost.error.js';
export type { DeclinedSegment, Heartbeat, LiveProcess, SegmentReport } from './subscription/live-process.js';
export type { News } from './subscription/news.js';
export { type GivenOptions, OptionRanges, type RefuseOption } from './subscription/option-ranges.js';
export { isInShare, ofKeyOrStream } from './subscription/key-share.js';
export type { DroppedEvent, ParkedCount, ParkedEvent, ParkedReference, Parking } from './subscription/parked-event.js';
export type { Progress } from './subscription/progress.js';
export { type Reading, readingOf, readingOptionNames, type ReadingOptions } from './subscription/reading-options.js';
export type { Consumer, Delivery, ParkingLimits, RetryPolicy } from './subscription/running/consumer.js';
export type { ConsumerProgress, ConsumerState, SegmentProgress } from './subscription/running/consumer-progress.js';
export { DuplicateConsumer } from './subscription/running/duplicate-consumer.error.js';
export { InvalidRunnerOption } from './subscription/running/invalid-runner-option.error.js';
export { putOnRecord } from './subscription/running/put-on-record.js';
export { Bell } from './subscription/running/bell.js';
export { failureInWords } from './subscription/running/failure-in-words.js';
export { isPassing } from './subscription/running/store-trouble.js';
export { pauseAfter } from './subscription/running/retry-pause.js';
export { Slots } from './subscription/running/slots.js';
export { Trouble } from './subscription/running/trouble.js';
export { within } from './subscription/running/within.js';
export { NotIdle, type SegmentBehind } from './subscription/running/not-idle.error.js';
export type { RunnerNotice } from './subscription/running/runner-notice.js';
export type { SubscriptionReading } from './subscription/running/subscription-reading.js';
export type { SegmentPositions } from './subscription/running/segment-positions.js';
export type { SubscriptionRunnerOptions } from './subscription/running/runner-options.js';
export { RunnerStopped } from './subscription/running/runner-stopped.error.js';
export { SubscriptionRunner } from './subscription/running/subscription-runner.js';
export type { UnknownEventsPolicy } from './subscription/running/unknown-events.js';
export type { Lease, Segment, SegmentState } from './subscription/segment.js';
export type { Subscription, SubscriptionKind, SubscriptionStart } from './subscription/subscription.js';
export {
  type ListedSelection,
  type Overview,
  type ParkedSelection,
  SubscriptionStore,
} from './subscription/subscription-store.js';
export type { AwaitedRelease, SegmentStatus, SubscriptionStatus } from './subscription/subscription-status.js';
export { SubscriptionsUnsupported } from './subscription/subscriptions-unsupported.error.js';
export { TryAgainLater } from './subscription/try-again-later.error.js';
export type { WakeUps } from './subscription/wake-ups.js';

// Sagas: what their instances know, mean to do, and when they want to be called.
export { InvalidSaga } from './saga/invalid-saga.error.js';
export type { HeldSaga, SagaChange } from './saga/saga-change.js';
export type { DueDeadline, SagaDeadline } from './saga/saga-deadline.js';
export { SagaConflict } from './saga/saga-conflict.error.js';
export { SagaHistoryStore, type SagaOutset } from './saga/saga-history-store.js';
export type { SagaReader } from './saga/saga-reader.js';
export type { SagaAddress, SagaRecord, SagaStatus, SagaStuckAt, ToldBefore } from './saga/saga-record.js';
export type { ClaimedStep, MovedStep, NewSagaStep, SagaCause, SagaStep, SagaStepStatus } from './saga/saga-step.js';
export {
  type DoneStep,
  type FailedAttempt,
  type FinishedSagas,
  type KnownSaga,
  type SagaCounts,
  type SagaInFull,
  type SagaPage,
  SagaStore,
  type StepsWanted,
} from './saga/saga-store.js';
export { SagasUnsupported } from './saga/sagas-unsupported.error.js';

// Snapshots: states that need not be folded again, always disposable.
export type { Snapshot, SnapshotOnRecord } from './snapshot/snapshot.js';
export {
  type NearestOptions,
  type NearestSnapshot,
  type PassedOver,
  type SnapshotPage,
  type SnapshotSelection,
  SnapshotStore,
} from './snapshot/snapshot-store.js';
export type { SnapshotRetention } from './snapshot/snapshot-retention.js';
export { ObjectSnapshotStore } from './snapshot/object-snapshot-store.js';
export { MemorySnapshotStore } from './memory/snapshot/memory-snapshot-store.js';
export { InvalidSnapshot } from './snapshot/invalid-snapshot.error.js';
export { SnapshotsUnsupported } from './snapshot/snapshots-unsupported.error.js';

// Objects: bytes under keys, in a folder or in the cloud.
export { ObjectStorage, type StoredObject } from './archive/object-storage.js';
export { FolderStorage } from './archive/folder-storage.js';
export { MemoryStorage } from './archive/memory-storage.js';
export { assertObjectKey, assertObjectPrefix, objectNameOf } from './archive/object-key.js';
export { InvalidObjectKey } from './archive/invalid-object-key.error.js';
export { ObjectStorageFailed } from './archive/object-storage-failed.error.js';

// The histories of a log, and places in it that are kept elsewhere.
export type { Incarnation } from './incarnation/incarnation.js';
export { isAwaited } from './incarnation/incarnation.js';
export { IncarnationNotAccepted } from './incarnation/incarnation-not-accepted.error.js';
export { type AcceptIncarnation, IncarnationRecord } from './incarnation/incarnation-record.js';
export { IncarnationsUnsupported } from './incarnation/incarnations-unsupported.error.js';
export type { LogPlace, PlacedEvent } from './incarnation/log-place.js';
export { LogWentBack } from './incarnation/log-went-back.error.js';
export { NothingToAccept } from './incarnation/nothing-to-accept.error.js';
export type { ReadEvent } from './incarnation/tell-token.js';
export { TokenOfAnotherLog } from './incarnation/token-of-another-log.error.js';

// Reading the log on and on, for those who keep no checkpoint.
export { LogHistoryChanged } from './subscription/reading/log-history-changed.error.js';
export type { SubscribeOptions } from './subscription/reading/subscribe-options.js';

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
export { jsonDataOf, type NotJson } from './codec/json-data-of.js';
export type { ProposedJsonEvent } from './codec/proposed-json-event.js';
export type { EncodedEvent } from './codec/encoded-event.js';
export type { StoredEvent } from './codec/stored-event.js';
export { appendFingerprint } from './codec/append-fingerprint.js';
export type { EncodedStreamAppend } from './codec/append-fingerprint.js';

// Evolution: how what was stored in older shapes becomes what the classes of today say.
export { type StraightRoute, UpcasterChain } from './codec/evolution/upcaster-chain.js';
export type { UpcastStep } from './codec/evolution/upcast-step.js';
export type { WriteVersions } from './codec/evolution/written-shapes.js';
export { CurrentShapeUpcast } from './codec/evolution/current-shape-upcast.error.js';
export { DowncasterMissing } from './codec/evolution/downcaster-missing.error.js';
export { DowncastFailed } from './codec/evolution/downcast-failed.error.js';
export { DowncastLosesData } from './codec/evolution/downcast-loses-data.error.js';
export { DuplicateUpcaster } from './codec/evolution/duplicate-upcaster.error.js';
export { UpcasterCycle } from './codec/evolution/upcaster-cycle.error.js';
export { type PlaceInLog, UpcasterFailed } from './codec/evolution/upcaster-failed.error.js';
export { UpcasterGap } from './codec/evolution/upcaster-gap.error.js';
export { UpcastTargetUnknown } from './codec/evolution/upcast-target-unknown.error.js';
export { WriteVersionUnknown } from './codec/evolution/write-version-unknown.error.js';

// What the codec refuses.
export { NotJsonData } from './codec/not-json-data.error.js';
export { PayloadTooLarge } from './codec/payload-too-large.error.js';
export { StageLostEvents } from './codec/stage-lost-events.error.js';
export type { ReadableEvents } from './codec/readable-events.js';
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
export type { PostgresEventStoreOptions } from './postgres/postgres-event-store-options.js';
export type { HeldFloor } from './postgres/held-floor.js';
export type { HeldAppend } from './postgres/held-append-notice.js';
export { heldAppendInWords } from './postgres/held-append-notice.js';
export type { ListeningLost } from './postgres/wake-ups/listening-lost.js';
export { listeningLostInWords } from './postgres/wake-ups/listening-lost.js';
export type { Prerequisites } from './postgres/prerequisites.js';
export { defaultWaitingLimits } from './postgres/waiting-limits.js';
export type { WaitingLimits } from './postgres/waiting-limits.js';
export { checkedSchema, defaultSchema } from './postgres/schema-name.js';

// Transactions of its own, for appends and the application's tables together.
export type {
  IsolationLevel,
  KeyedOutcome,
  TransactionManager,
  TransactionOptions,
  Transactions,
} from './postgres/transactions.js';

// What can become of them.
export { AnswerNotJson } from './postgres/answer-not-json.error.js';
export { InvalidTransaction } from './postgres/invalid-transaction.error.js';
export { TransactionAborted } from './postgres/transaction-aborted.error.js';
export { TransactionConflict } from './postgres/transaction-conflict.error.js';
export { TransactionOutcomeUnknown } from './postgres/transaction-outcome-unknown.error.js';
export { TransactionTimedOut } from './postgres/transaction-timed-out.error.js';

// The record of read models that are built from it.
export { type GenerationStatements, generationStatements } from './postgres/generation-statements.js';
export { type RehearsalStatements, rehearsalStatements } from './postgres/rehearsal-statements.js';
export { type RetirementStatements, retirementStatements } from './postgres/retirement-statements.js';
export { type ScheduledRunStatements, scheduledRunStatements } from './postgres/scheduled-run-statements.js';
export { type VerificationStatements, verificationStatements } from './postgres/verification-statements.js';
export { type WaitingStatements, waitingStatements } from './postgres/waiting-statements.js';

// Its schema.
export { migrate } from './postgres/migrate.js';
export type { MigrateOptions } from './postgres/migrate.js';
export { migrationSql } from './postgres/migration-sql.js';
export { migrationStatus } from './postgres/migration-status.js';
export type { MigrationState } from './postgres/migration-status.js';

// What PostgreSQL, its schema or its configuration can be refused for.
export { AppendFailed } from './postgres/append-failed.error.js';
export { InvalidLimit } from './postgres/invalid-limit.error.js';
export { InvalidSchemaName } from './postgres/invalid-schema-name.error.js';
export { MigrationChanged } from './postgres/migration-changed.error.js';
export { PrerequisiteMissing } from './postgres/prerequisite-missing.error.js';
export { ServerTooOld } from './postgres/server-too-old.error.js';
export { SqlFilesMissing } from './postgres/sql-files-missing.error.js';
