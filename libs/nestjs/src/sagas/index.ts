// What a saga is, read from its class.
export type { SagaCommand } from './saga-instance.js';
export type { SagaHandlers } from './saga-handlers.js';
export type { CommandClass } from './on-command-refused.decorator.js';
export type { SagaClass, SagaEffects, SagaMigration } from './saga-options.js';
export type { SagaEventHandler, SagaRefusalHandler } from './saga-definition.js';
export { RegisteredSaga, type SagaRoutes } from './registered-saga.js';

// What becomes of an instance of a saga, for those who test one or run one.
export { type Duration, millisecondsOf } from './duration.js';
export { decideSaga } from './deciding/decide-saga.js';
export type { SagaCase } from './deciding/case-of.js';
export type { SagaInput, StepRefusal } from './deciding/saga-input.js';
export { afterChange } from './deciding/after-change.js';
export { joinChanges } from './deciding/join-changes.js';

// What operators do with instances of sagas.
export type { SagaOperationsParts, SkipOptions } from './operations/saga-operations.js';
export type {
  SagaEnded,
  SagaPaused,
  SagaReport,
  SagaRetried,
  SagaSkipped,
  SagasPruned,
  SagasRetried,
} from './operations/saga-report.js';
export type { OperatorsWord } from './operations/operators-word.js';
export type { ParkedKey } from './operations/saga-overview.js';
export { InvalidSagaAge } from './operations/invalid-saga-age.error.js';
export { InvalidSagaReason } from './operations/invalid-saga-reason.error.js';
export { NoSuchSaga } from './operations/no-such-saga.error.js';
export { SagaInstanceMissing } from './operations/saga-instance-missing.error.js';
export { SagaNotStuck } from './operations/saga-not-stuck.error.js';
export { SagaOver } from './operations/saga-over.error.js';
export { SagaStuckElsewhere } from './operations/saga-stuck-elsewhere.error.js';

// How sagas run in a process.
export { sagaSubscription } from './saga-subscription.js';
export { SagasNotIdle } from './running/sagas-not-idle.error.js';
export { CommandBusMissing } from './running/command-bus-missing.error.js';
export { CommandHandlerMissing } from './running/command-handler-missing.error.js';
export { CommandTookTooLong } from './running/command-took-too-long.error.js';
export { DuplicateCommandType } from './running/duplicate-command-type.error.js';
export { SagaUnknown } from './running/saga-unknown.error.js';

// What a saga is refused for.
export { DeadlineHandlerRepeated } from './deadline-handler-repeated.error.js';
export { DuplicateSaga } from './duplicate-saga.error.js';
export { InvalidDeadlineName } from './invalid-deadline-name.error.js';
export { InvalidSagaName } from './invalid-saga-name.error.js';
export { InvalidSagaOption } from './invalid-saga-option.error.js';
export { NotACommandClass } from './not-a-command-class.error.js';
export { NotASaga } from './not-a-saga.error.js';
export { RefusalHandlerRepeated } from './refusal-handler-repeated.error.js';
export { SagaEventRepeated } from './saga-event-repeated.error.js';
export { SagaKeyMissing } from './saga-key-missing.error.js';
export { SagaMigrationGap } from './saga-migration-gap.error.js';
export { SagaMissing } from './saga-missing.error.js';
export { SagaNeverStarts } from './saga-never-starts.error.js';
export { SagaRepeated } from './saga-repeated.error.js';
export { SagaStartWithoutKey } from './saga-start-without-key.error.js';
export { SagaWithDependencies } from './saga-with-dependencies.error.js';

// What its handlers can do wrong.
export { CommandNotJson } from './command-not-json.error.js';
export { DeadlineUnhandled } from './deadline-unhandled.error.js';
export { InvalidDeadline } from './invalid-deadline.error.js';
export { InvalidDuration } from './invalid-duration.error.js';
export { SagaEndsTwice } from './saga-ends-twice.error.js';
export { SagaFieldChanged } from './saga-field-changed.error.js';
export { SagaHandlerReturned } from './saga-handler-returned.error.js';
export { SagaOutsideHandler } from './saga-outside-handler.error.js';
export { SagaStateNotJson } from './saga-state-not-json.error.js';
export { SagaVersionUnknown } from './saga-version-unknown.error.js';
