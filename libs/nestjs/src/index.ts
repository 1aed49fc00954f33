// The module: brings an event store and repositories into an application.
export { DaybookModule } from './module/daybook.module.js';
export type {
  DaybookBinding,
  DaybookOptions,
  DaybookOptionsFactory,
  MigrationPolicy,
} from './module/daybook-options.js';
export type { DaybookFeature } from './module/daybook-feature.js';
export { getAggregateRepositoryToken, InjectAggregateRepository } from './module/aggregate-repository.token.js';

// Mistakes that stop the start.
export { ClassMissing } from './module/class-missing.error.js';
export { DataSourceMissing } from './module/data-source-missing.error.js';
export { DaybookConfiguredTwice } from './module/daybook-configured-twice.error.js';
export { DaybookNotConfigured } from './module/daybook-not-configured.error.js';
export { DuplicateCategory } from './module/duplicate-category.error.js';
export { InvalidOption } from './module/invalid-option.error.js';
export { MigrationsPending } from './module/migrations-pending.error.js';

// The repository: loads aggregates, as they are or were, and records what they decide.
export { AggregateRepository } from './commands/aggregate-repository.js';
export type { HistoryOptions, LoadOptions } from './commands/aggregate-streams.js';
export { type PointInTime, pointInTime } from './commands/point-in-time.js';
export type { LogEnd, RecordedDecision } from './commands/recorded-decision.js';
export type { SaveOptions, UpdateOptions, WriteOptions } from './commands/write-options.js';

// What a repository refuses.
export { AggregateAlreadyExists } from './commands/aggregate-already-exists.error.js';
export { AggregateNotFound } from './commands/aggregate-not-found.error.js';
export { AggregateOutdated } from './commands/aggregate-outdated.error.js';
export { InvalidPointInTime } from './commands/invalid-point-in-time.error.js';
export { NothingCreated } from './commands/nothing-created.error.js';

// The HTTP kit: strict requests in, problem details out; on Express, and provided for on Fastify.
export { configureHttp, type HttpOptions } from './http/configure-http.js';
export type { FieldError } from './http/field-error.js';
export { IsAloneAmong } from './http/is-alone-among.decorator.js';
export { IsIsoDate, type IsIsoDateOptions } from './http/is-iso-date.decorator.js';
export { IsName, type IsNameOptions } from './http/is-name.decorator.js';
export { IsQueryInteger, type IsQueryIntegerOptions } from './http/is-query-integer.decorator.js';
export type { DateOnly } from './http/iso-date.js';
export { JsonBodiesOnly } from './http/json-bodies-only.guard.js';
export { MayBeAbsent } from './http/may-be-absent.decorator.js';
export type { Problem } from './http/problem.js';
export { ProblemFilter } from './http/problem.filter.js';
export type { ProblemOptions } from './http/problem-of-error.js';
export { RequestInvalid } from './http/request-invalid.error.js';
export { createValidationPipe, type ValidationPipeOptions } from './http/validation.pipe.js';
export { VersionAsETag } from './http/version-as-etag.interceptor.js';
