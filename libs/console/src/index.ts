// The command line: gives it to an application.
export { runDaybookCli, type DaybookCliOptions } from './cli/run-daybook-cli.js';
export type { ApplicationModule, ApplicationSource, DaybookCommand } from './cli/application-source.js';

// Operations on the schema.
export { applyMigrations, type AppliedMigrations } from './operations/migrate/apply-migrations.js';
export { stateOfMigrations, type StateOfMigrations } from './operations/migrate/state-of-migrations.js';

// Operations on the log and its streams.
export { headOfLog, type HeadOfLog } from './operations/log/head-of-log.js';
export { showStream, type ShowOptions } from './operations/streams/show/show-stream.js';
export type { ShownEvent, ShownState, StreamView } from './operations/streams/show/stream-view.js';

// Taking streams from one database to another.
export { exportStreams, type ExportOptions, type ExportSummary } from './operations/streams/export/export-streams.js';
export { Masking, type MaskingOptions } from './operations/streams/export/masking.js';
export type { StreamSelection } from './operations/streams/export/selected-events.js';
export { writeWholeFile } from './operations/streams/export/write-whole-file.js';
export type { ExportMask } from './operations/streams/file/export-header.js';
export { importStreams, type ImportOptions, type ImportSummary } from './operations/streams/import/import-streams.js';

// Operations on projections and reactions.
export type { OperatedGeneration, OperatedProjection } from './operations/projections/operated-projection.js';
export { operatedProjections, type OperatedProjectionsParts } from './operations/projections/operated-projections.js';
export { verifyRows, type VerifyRowsParts } from './operations/projections/verify-rows.js';
export { hasFailed, watchBuild, type WatchBuildOptions } from './operations/projections/watch-build.js';
export { operatedReactions, type OperatedReaction } from './operations/reactions/operated-reactions.js';
export { pauseReaders, resumeReaders, type ReadersTold } from './operations/readers/pause-readers.js';
export type { ReaderView } from './operations/readers/reader-view.js';
export type { ReaderKind } from './operations/readers/readers-named.js';

// Operations on sagas; what changes them is `SagaOperations` of @daybook/nestjs.
export {
  listedSagas,
  type ListedSaga,
  type ListedSagas,
  type ListedSagasParts,
  type ListSagasOptions,
} from './operations/sagas/listed-sagas.js';
export {
  sagaView,
  type SagaInstanceView,
  type SagaStepView,
  type SagaView,
  type ShowSagaOptions,
} from './operations/sagas/saga-view.js';

// Operations on snapshots.
export { snapshotsOnRecord } from './operations/snapshots/snapshots-on-record.js';
export { isWrong, verifySnapshots, type VerifySnapshotsOptions } from './operations/snapshots/verify-snapshots.js';

// Operations on parked events.
export { listParked, type ListParkedOptions, type ParkedOfReader } from './operations/parked/list-parked.js';
export {
  showParked,
  type ParkedContent,
  type ParkedView,
  type ShowParkedOptions,
} from './operations/parked/show-parked.js';
export { dropParked, retryParked, type ParkedSettled } from './operations/parked/settle-parked.js';

// The event catalog: what is written of the events of an application, compared with what was committed, and with what is stored.
export { compareCatalog, type CatalogComparison, type CatalogPlaces } from './operations/catalog/compare-catalog.js';
export { acceptFindings, type AcceptedCatalog, type Acceptance } from './operations/catalog/accept-findings.js';
export { readCatalog, writeCatalog } from './operations/catalog/catalog-file.js';
export type {
  CataloguedEvent,
  CataloguedReaders,
  CataloguedSaga,
  CataloguedVersion,
  EventCatalog,
} from './operations/catalog/event-catalog.js';
export type { DescribedEvent } from './operations/catalog/described-events.js';
export type { Finding, MissingUpcaster } from './operations/catalog/changes/finding.js';
export type { SchemaChange, SchemaChangeKind } from './operations/catalog/changes/schema-change.js';
export type { JsonSchema } from './operations/catalog/schema/json-schema.js';
export { scaffold, type ScaffoldedFile, type ScaffoldOptions } from './operations/catalog/scaffold/scaffold.js';
export {
  auditCatalog,
  type AuditedProblem,
  type AuditedShape,
  type AuditedVersion,
  type AuditParts,
  type CatalogAudit,
} from './operations/catalog/audit/catalog-audit.js';
export type { SampleOptions } from './operations/catalog/audit/sampled-events.js';

// What operations and the command line refuse.
export { ApplicationWithoutDaybook } from './cli/application-without-daybook.error.js';
export { CatalogMissing } from './operations/catalog/catalog-missing.error.js';
export { CatalogUnreadable } from './operations/catalog/catalog-unreadable.error.js';
export { ExportFileInvalid } from './operations/streams/file/export-file-invalid.error.js';
export { FileExists } from './operations/streams/export/file-exists.error.js';
export { MaskMatchesNothing } from './operations/streams/export/mask-matches-nothing.error.js';
export { MaskUnreadable } from './operations/streams/export/mask-unreadable.error.js';
export { NoPlaceForUpcaster } from './operations/catalog/scaffold/no-place-for-upcaster.error.js';
export { NothingToAccept } from './operations/catalog/nothing-to-accept.error.js';
export { ParkedNotFound } from './operations/parked/parked-not-found.error.js';
export { ProjectionNotFound } from './operations/projections/projection-not-found.error.js';
export { ReaderNotFound } from './operations/readers/reader-not-found.error.js';
export { RowsInMemory } from './operations/projections/rows-in-memory.error.js';
export { RowsNotVerifiable } from './operations/projections/rows-not-verifiable.error.js';
export { SchemaNotTold } from './operations/catalog/schema/schema-not-told.error.js';
export { SourcesMissing } from './operations/catalog/sources/sources-missing.error.js';
export { StoreWithoutSchema } from './operations/migrate/store-without-schema.error.js';
export { StreamDiffers } from './operations/streams/import/stream-differs.error.js';
export { StreamHasGap } from './operations/streams/export/stream-has-gap.error.js';
export { StreamNotFound } from './operations/streams/stream-not-found.error.js';
export { TargetUnknown } from './operations/catalog/scaffold/target-unknown.error.js';
export { TypescriptMissing } from './operations/catalog/sources/typescript-missing.error.js';
export { UsageInvalid } from './cli/usage-invalid.error.js';
