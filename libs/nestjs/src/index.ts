// The module: brings an event store and repositories into an application.
export { DaybookModule } from './module/daybook.module.js';
export type {
  DaybookBinding,
  DaybookOptions,
  DaybookOptionsFactory,
  EvolutionSettings,
  MigrationPolicy,
  ProcessRole,
  ProcessRoles,
  SubscriptionSettings,
} from './module/daybook-options.js';
export type { HeldFor } from './module/held-readiness.js';
export type { SnapshotSettings } from './module/snapshot-settings.js';
export type { WaitingSettings } from './module/waiting-settings.js';
export { Daybook, type WhenIdleOptions } from './module/daybook.js';
export type { DaybookFeature } from './module/daybook-feature.js';
export { getAggregateRepositoryToken, InjectAggregateRepository } from './module/aggregate-repository.token.js';

// Which loops the process runs, and the durable readers of the log that they drive.
export { RunningLoops } from './module/running-loops.js';
export { type MakeConsumers, SubscriptionConsumers } from './module/subscription-consumers.js';
export { SubscriptionLoops } from './module/subscription-loops.js';

// For those who operate an application: where its store is, what it has, and how it is started for a command.
export { AggregateRegistry } from './module/aggregate-registry.js';
export { configuredSchema } from './module/configured-schema.js';
export { declaredParts, type DeclaredParts } from './module/declared-parts.js';
export { missingReadModels, type MissingReadModel } from './module/missing-read-models.js';
export { makeReadModels } from './module/make-read-models.js';
export { OperatorStart, type OperatorNeeds } from './module/operator-start.js';
export { StoreLocation } from './module/store-location.js';
export { StoreNotOpened } from './module/store-not-opened.error.js';

// Mistakes that stop the start.
export { ClassMissing } from './module/class-missing.error.js';
export { DataSourceMissing } from './module/data-source-missing.error.js';
export { DataSourceNotInitialized } from './module/data-source-not-initialized.error.js';
export { DataSourceUnsuitable } from './module/data-source-unsuitable.error.js';
export { DaybookConfiguredTwice } from './module/daybook-configured-twice.error.js';
export { DaybookNotConfigured } from './module/daybook-not-configured.error.js';
export { DuplicateCategory } from './module/duplicate-category.error.js';
export { InvalidOption } from './module/invalid-option.error.js';
export { MigrationsPending } from './module/migrations-pending.error.js';
export { OptionMisplaced } from './module/option-misplaced.error.js';
export { ProviderNotShared } from './module/provider-not-shared.error.js';

// The repository: loads aggregates, as they are or were, and records what they decide.
export { AggregateRepository } from './commands/aggregate-repository.js';
export type { HistoryOptions, LoadOptions } from './commands/aggregate-streams.js';
export { type PointInTime, pointInTime } from './commands/point-in-time.js';
export type { LogEnd, RecordedDecision } from './commands/recorded-decision.js';
export type { SaveOptions, UpdateOptions, WriteOptions } from './commands/write-options.js';

// Snapshots of aggregates: what has become of them, and what operators do with them.
export {
  AggregateSnapshots,
  type AggregateSnapshotsParts,
  type ListedSnapshot,
} from './commands/snapshots/aggregate-snapshots.js';
export { AggregateSnapshotting, type SnapshottingOptions } from './commands/snapshots/aggregate-snapshotting.js';
export type { FailedSnapshot, IgnoredSnapshot, WhyIgnored } from './commands/snapshots/ignored-snapshot.js';
export type { SnapshotTally } from './commands/snapshots/snapshot-counts.js';
export { SnapshotKeeping, type SnapshotKeepingParts } from './commands/snapshots/snapshot-keeping.js';
export { SnapshotsNotTaken } from './commands/snapshots/snapshots-not-taken.error.js';
export { SnapshotsOff } from './commands/snapshots/snapshots-off.error.js';
export type {
  SnapshotVerdict,
  SnapshotVerification,
  VerifiedSnapshot,
} from './commands/snapshots/snapshot-verification.js';

// The message that is being handled: who sent it, in which conversation, under which key.
export { CommandType, commandTypeOf } from './commands/message/command-type.decorator.js';
export type { Message } from './commands/message/message.js';
export { MessageContext } from './commands/message/message-context.js';
export { newAggregateId } from './commands/message/new-aggregate-id.js';

// The transaction that the caller is in, or opens.
export { AsyncLocalTransactionContext } from './commands/async-local-transaction-context.js';
export { TransactionContext } from './commands/transaction-context.js';
export { UnitOfWork } from './commands/unit-of-work.js';
export type { UnitOfWorkOptions } from './commands/unit-of-work.js';
export { UnitOfWorkUnavailable } from './commands/unit-of-work-unavailable.error.js';

// What a repository refuses.
export { CommandAppendedTwice } from './commands/message/command-appended-twice.error.js';
export { CommandTypeMissing } from './commands/message/command-type-missing.error.js';
export { AggregateAlreadyExists } from './commands/aggregate-already-exists.error.js';
export { AggregateNotFound } from './commands/aggregate-not-found.error.js';
export { AggregateOutdated } from './commands/aggregate-outdated.error.js';
export { InvalidPointInTime } from './commands/invalid-point-in-time.error.js';
export { NothingCreated } from './commands/nothing-created.error.js';

// Projections: what can be asked. A class with a decorator, its rows, and when they are brought up to date.
export { FoldProjection, type RowHandlers } from './projections/fold-projection.js';
export { HandlerProjection, type WritingHandlers } from './projections/handler-projection.js';
export { Projection } from './projections/projection.decorator.js';
export type {
  KeyOf,
  ProjectionMode,
  ProjectionOptions,
  ReadModelClass,
  ReadModels,
} from './projections/projection-options.js';
export { type ProjectionDefinition, projectionDefinitionOf } from './projections/projection-definition.js';
export type { ProjectionKind } from './projections/projection-kind.js';
export { ProjectionRegistry, type RegisteredProjection } from './projections/projection-registry.js';
export type { ScheduledRun } from './projections/scheduling/scheduled-run.js';
export { ScheduledRuns } from './projections/scheduling/scheduled-runs.js';
export { ReadModels as KeptReadModels } from './projections/read-model/read-models.js';
export { type KeptGeneration, subscriptionOf } from './projections/read-model/generation.js';
export { type FoldClass, type LockOptions, Projections } from './projections/asking/projections.js';
export { KeysNotLockable } from './projections/inline/keys-not-lockable.error.js';
export { ProjectionNotCurrent } from './projections/inline/projection-not-current.error.js';
export { ProjectionView, type QuestionOptions } from './projections/asking/projection-view.js';
export type { AsOf } from './projections/asking/as-of.js';
export { InvalidQuestion } from './projections/asking/invalid-question.error.js';
export { ProjectionNotAFold } from './projections/asking/projection-not-a-fold.error.js';
export { ProjectionNotProvided } from './projections/asking/projection-not-provided.error.js';

// Waiting until what was written can be read.
export { InvalidWait } from './projections/waiting/invalid-wait.error.js';
export { KeyParked } from './projections/waiting/key-parked.error.js';
export { ProjectionRunsLater } from './projections/waiting/projection-runs-later.error.js';
export { ProjectionBehind } from './projections/waiting/projection-behind.error.js';
export { ReadYourWrites, type WaitForOptions } from './projections/waiting/read-your-writes.js';

// Making the rows of a projection anew beside those that are read: for operators.
export type { CompareOptions } from './projections/rebuilding/build-completion.js';
export type { BuildProgress } from './projections/rebuilding/build-progress.js';
export { BuildUnderWay } from './projections/rebuilding/build-under-way.error.js';
export { InvalidRebuildOption } from './projections/rebuilding/invalid-rebuild-option.error.js';
export { NoSuchBuild } from './projections/rebuilding/no-such-build.error.js';
export { Orphans } from './projections/retiring/orphans.js';
export type { Orphan, OrphanRows } from './projections/retiring/orphan.js';
export { NothingToRetire } from './projections/retiring/nothing-to-retire.error.js';
export { StillDeclared } from './projections/retiring/still-declared.error.js';
export { StillRun } from './projections/retiring/still-run.error.js';
export { Retirement, type Retired, type RetireOptions } from './projections/retiring/retirement.js';
export type {
  Rehearsal,
  RehearsalDifference,
  RehearsalFindings,
  RehearsalOutcome,
} from './projections/rehearsing/rehearsal.js';
export type { RehearsingOptions, ScheduledRehearsal } from './projections/rehearsing/rehearsal-options.js';
export { ProjectionOperations } from './projections/rebuilding/projection-operations.js';
export { ProjectionNotReady } from './projections/read-model/projection-not-ready.error.js';
export { ProjectionUnknown } from './projections/rebuilding/projection-unknown.error.js';
export type { RebuildOptions } from './projections/rebuilding/rebuild-options.js';
export { SwitchBlocked, type SwitchObstacle } from './projections/rebuilding/switch-blocked.error.js';
export type {
  BuildOrders,
  Comparison,
  GenerationRecord,
  GenerationState,
} from './projections/read-model/generation-record.js';
export type { Generation } from './projections/read-model/generation.js';

// Whether the rows of a projection are what the events say.
export { snapshotsOf } from './projections/verifying/snapshots-of.js';
export type { Snapshots } from './projections/verifying/snapshots.js';
export type { VerificationOptions } from './projections/verifying/verification-options.js';
export type {
  FieldDifference,
  RowDifference,
  TouchingEvent,
  VerificationProgress,
  VerificationReport,
} from './projections/verifying/verification-report.js';
export type { VerificationParts } from './projections/verifying/verification.js';
export { verifyProjection } from './projections/verifying/verify-projection.js';
export { CheckpointMissing } from './projections/verifying/checkpoint-missing.error.js';
export { InvalidVerification } from './projections/verifying/invalid-verification.error.js';
export { LogHeldBack } from './projections/verifying/log-held-back.error.js';
export { RowsNeverStill } from './projections/verifying/rows-never-still.error.js';

// What its handlers can do wrong.
export { HandlerNeedsTransaction } from './projections/running/handler-needs-transaction.error.js';
export { NotARow } from './projections/running/not-a-row.error.js';
export { RowHandlerIsAsync } from './projections/running/row-handler-is-async.error.js';
export { RowOfAnotherKey } from './projections/running/row-of-another-key.error.js';
export { SeveralKeys } from './projections/running/several-keys.error.js';

// What a projection is refused for.
export { DuplicateProjection } from './projections/duplicate-projection.error.js';
export { InvalidProjectionName } from './projections/invalid-projection-name.error.js';
export { InvalidProjectionOption } from './projections/invalid-projection-option.error.js';
export { InvalidSchedule } from './projections/invalid-schedule.error.js';
export { ModeNeedsFold } from './projections/mode-needs-fold.error.js';
export { NotAProjection } from './projections/not-a-projection.error.js';
export { ProjectionHandlesNothing } from './projections/projection-handles-nothing.error.js';
export { ProjectionMissing } from './projections/projection-missing.error.js';
export { ProjectionRepeated } from './projections/projection-repeated.error.js';
export { ReadModelShared } from './projections/read-model-shared.error.js';
export { ReadModelUnsuitable } from './projections/read-model-unsuitable.error.js';

// What its tables and its rows are refused for.
export { ColumnUnsuitable } from './projections/read-model/column/column-unsuitable.error.js';
export { RowUnreadable } from './projections/read-model/column/row-unreadable.error.js';
export { RowValueRefused } from './projections/read-model/column/row-value-refused.error.js';
export { EntityUnsuitable } from './projections/read-model/entity-unsuitable.error.js';
export { GenerationInUse } from './projections/read-model/generation-in-use.error.js';
export { GenerationTablesDiffer } from './projections/read-model/generation-tables-differ.error.js';
export { GenerationTablesMissing } from './projections/read-model/generation-tables-missing.error.js';
export { NoSuchGeneration } from './projections/read-model/no-such-generation.error.js';
export { ReadModelDependedOn } from './projections/read-model/read-model-depended-on.error.js';
export { ReadModelInUse } from './projections/read-model/read-model-in-use.error.js';
export { ReadModelNameTaken } from './projections/read-model/read-model-name-taken.error.js';
export { RowKeyUnsuitable } from './projections/read-model/row-key-unsuitable.error.js';

// Reactions: what else must happen.
export { DuplicateReaction } from './reactions/duplicate-reaction.error.js';
export { InvalidReactionName } from './reactions/invalid-reaction-name.error.js';
export { InvalidReactionOption } from './reactions/invalid-reaction-option.error.js';
export { Reaction } from './reactions/reaction.decorator.js';
export type { ReactionDefinition } from './reactions/reaction-definition.js';
export { ReactionHandlesNothing } from './reactions/reaction-handles-nothing.error.js';
export { ReactionMissing } from './reactions/reaction-missing.error.js';
export type { ReactionKey, ReactionOptions, ReactionStart } from './reactions/reaction-options.js';
export { ReactionRegistry, type RegisteredReaction } from './reactions/reaction-registry.js';
export { ReactionRepeated } from './reactions/reaction-repeated.error.js';

// Sagas: what follows. Processes across aggregates that survive crashes, act once, keep deadlines, and undo what they did;
// `@daybook/nestjs/sagas` has what their operators, their tests and their mistakes need besides.
export { Saga } from './sagas/saga.decorator.js';
export { SagaInstance } from './sagas/saga-instance.js';
export { StartsOn } from './sagas/starts-on.decorator.js';
export { OnDeadline } from './sagas/on-deadline.decorator.js';
export { OnCommandRefused } from './sagas/on-command-refused.decorator.js';
export type { CommandRefusal } from './sagas/command-refusal.js';
export type { SagaOptions } from './sagas/saga-options.js';
export type { SagaSettings } from './sagas/running/saga-settings.js';
export { type SagaDefinition, sagaDefinitionOf } from './sagas/saga-definition.js';
export { SagaRegistry } from './sagas/saga-registry.js';
export { SagaOperations } from './sagas/operations/saga-operations.js';
export type { SagaOverview } from './sagas/operations/saga-overview.js';

// The HTTP kit: strict requests in, problem details out, on Express and on Fastify; nothing to those of microservices.
export { configureHttp, type HttpOptions } from './http/configure-http.js';
export { exposedHeaders } from './http/exposed-headers.js';
export type { FieldError } from './http/field-error.js';
export { IsAloneAmong } from './http/is-alone-among.decorator.js';
export { IsIsoDate, type IsIsoDateOptions } from './http/is-iso-date.decorator.js';
export { IsNotAhead } from './http/is-not-ahead.decorator.js';
export { IsName, type IsNameOptions } from './http/is-name.decorator.js';
export { IsQueryInteger, type IsQueryIntegerOptions } from './http/is-query-integer.decorator.js';
export { type DateOnly, parseIsoDate } from './http/iso-date.js';
export { JsonBodiesOnly } from './http/json-bodies-only.guard.js';
export { MayBeAbsent } from './http/may-be-absent.decorator.js';
export {
  type HttpRequest,
  MessageFromRequest,
  type MessageFromRequestOptions,
} from './http/message-from-request.interceptor.js';
export { PositionHeader } from './http/position-header.interceptor.js';
export type { Problem } from './http/problem.js';
export { ProblemFilter } from './http/problem.filter.js';
export type { ProblemOptions } from './http/problem-of-error.js';
export { RequestInvalid } from './http/request-invalid.error.js';
export { createValidationPipe, type ValidationPipeOptions } from './http/validation.pipe.js';
export { VersionAsETag } from './http/version-as-etag.interceptor.js';
export type { AwaitedModel, KeyedRequest } from './http/awaited-models.js';
export { WaitsFor } from './http/waits-for.decorator.js';

// How the process is: for the probes of whatever runs it.
export { DaybookHealth, type ReadyOptions } from './telemetry/daybook-health.js';
export type { Liveness, NotReady, Readiness, ReadinessDetails } from './telemetry/readiness.js';

// Copying a stream through a transformation into a new one.
export { DuplicateTransformation } from './copying/duplicate-transformation.error.js';
export { StreamCopying, type StreamCopyingOptions } from './copying/stream-copying.js';
export { StreamTransformation } from './copying/stream-transformation.decorator.js';
export { TransformationMissing } from './copying/transformation-missing.error.js';
export { type TransformationClass, TransformationRegistry } from './copying/transformation-registry.js';
export { TransformationRepeated } from './copying/transformation-repeated.error.js';

// How projections and reactions are, and whether they are as they should be.
export {
  type Degradation,
  SubscriptionHealth,
  type SubscriptionHealthReport,
} from './telemetry/subscription-health.js';
export type {
  ReportedSegment,
  SubscriptionReport,
  SubscriptionsReport,
  WrittenGeneration,
} from './telemetry/subscription-report.js';
export { type StatusOptions, SubscriptionStatuses } from './telemetry/subscription-statuses.js';
export { type SubscriptionWord, subscriptionWords } from './telemetry/subscription-word.js';

// What operators are woken for: readers of the log that lag, have parked events or have stopped; rebuilds that fail.
export type { Alarm, AlarmWord, Matter } from './telemetry/alarm.js';
export { type AlarmListener, DaybookAlarms } from './telemetry/daybook-alarms.js';
