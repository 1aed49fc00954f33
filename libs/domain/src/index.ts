// JSON: what can be kept.
export type { JsonObject, JsonValue } from './json/json-value.js';

// Errors: what all of them have in common.
export { DaybookError, isDaybookError } from './error/daybook.error.js';

// Names: what may serve as one.
export { InvalidName, type InvalidNameReason } from './name/invalid-name.error.js';
export { assertValidName, maximumNameBytes } from './name/valid-name.js';
export { nameOfClass } from './name/name-of-class.js';

// Decorators: on what they may stand, and what they have noted.
export { ClassNotes } from './metadata/class-notes.js';
export { StaticMember } from './metadata/static-member.error.js';

// Events: facts, and the names under which they are kept.
export { DomainEvent, isDomainEvent, type EventClass, type EventData } from './event/domain-event.js';
export { EventType, type EventTypeOptions } from './event/event-type.decorator.js';
export type { EnvelopeMetadata, EventMetadata } from './event/event-metadata.js';
export type { CopiedFrom } from './event/copied-from.js';
export { copiedFromOf } from './event/copied-from-of.js';
export { unknownFieldsOf } from './field/unknown-fields.js';
export type { Metadata } from './event/metadata.js';
export { eventDefinitionOf, type EventDefinition } from './event/event-definition.js';
export { eventFromJson } from './event/event-from-json.js';
export { newEventId } from './event/event-id.js';
export { DuplicateEventType } from './event/duplicate-event-type.error.js';
export { EventConstructorHasParameters } from './event/event-constructor-has-parameters.error.js';
export { EventTypeMissing } from './event/event-type-missing.error.js';
export { EventTypeRepeated } from './event/event-type-repeated.error.js';
export { InvalidSchemaVersion } from './event/invalid-schema-version.error.js';
export { NotADomainEvent } from './event/not-a-domain-event.error.js';

// Evolution: how events that were kept in an older shape are read.
export { Upcaster, type UpcasterOptions, type UpcastTarget } from './evolution/upcaster.decorator.js';
export {
  isUpcasterClass,
  upcasterDefinitionOf,
  type EventShape,
  type UpcasterDefinition,
} from './evolution/upcaster-definition.js';
export type { UpcasterClass, Upcasts } from './evolution/upcasts.js';
export type { UpcastPart } from './evolution/upcast-part.js';
export type { DowncastMetadata, UpcastMetadata } from './evolution/upcast-metadata.js';
export { InvalidUpcaster } from './evolution/invalid-upcaster.error.js';
export { UpcasterMissing } from './evolution/upcaster-missing.error.js';
export { UpcasterRepeated } from './evolution/upcaster-repeated.error.js';

// Fields: how those are kept that JSON cannot say.
export { EncodedBy } from './field/encoded-by.decorator.js';
export { fieldCodecsOf } from './field/encoded-by.decorator.js';
export type { FieldCodec } from './field/field-codec.js';
export type { KeptShape } from './field/kept-shape.js';
export { bigInteger } from './field/big-integer.codec.js';
export { dateTime } from './field/date-time.codec.js';
export { mapOf } from './field/map-of.codec.js';
export { setOf } from './field/set-of.codec.js';
export { ReservedField } from './field/reserved-field.error.js';
export { ValueNotCoded } from './field/value-not-coded.error.js';

// Personal data: which fields of an event say something about a person.
export { PersonalData, personalFieldsOf } from './personal-data/personal-data.decorator.js';

// Values: things without identity, and identities without a thing.
export { ValueObject, isValueObject } from './value/value-object.js';
export { sameValue } from './value/same-value.js';
export { valueObject } from './value/value-object.codec.js';
export { identifier, type Identifier, type IdentifierKind, type IdentifierOf } from './value/identifier.js';

// Handlers: which method folds which event.
export { type EventHandlers, handlersOf, On } from './fold/on.decorator.js';
export { handlingMethodsOf } from './fold/handling-methods.js';
export { handlingMethod } from './fold/handling-method.js';
export type { AppliedMetadata } from './fold/applied-metadata.js';
export {
  handlers,
  type FoldHandlers,
  type Handler,
  type HandlerKey,
  type HandlerShape,
  type KeyedHandlerShape,
  type OpenHandlers,
} from './fold/handler-shape.js';
export { HandlerRepeated } from './fold/handler-repeated.error.js';
export { HandlerReturned } from './fold/handler-returned.error.js';

// Entities: what lives inside an aggregate.
export { Entity, type EntityClass } from './fold/entity.js';
export { Entities } from './fold/entities.decorator.js';
export { route, type EntityRoute } from './fold/route.js';
export { EntityMissing } from './fold/entity-missing.error.js';
export { EntityRouteMissing } from './fold/entity-route-missing.error.js';

// Aggregates: who decides.
export { AggregateRoot, type AggregateClass } from './aggregate/aggregate-root.js';
export { Aggregate } from './aggregate/aggregate.decorator.js';
export type { AggregateOptions } from './aggregate/aggregate-options.js';
export { aggregateDefinitionOf, type AggregateDefinition } from './aggregate/aggregate-definition.js';
export { AggregateMissing } from './aggregate/aggregate-missing.error.js';
export { AggregateNotBegun } from './aggregate/aggregate-not-begun.error.js';
export { AggregateReadOnly } from './aggregate/aggregate-read-only.error.js';
export { AggregateRepeated } from './aggregate/aggregate-repeated.error.js';
export { ApplyInHandler } from './aggregate/apply-in-handler.error.js';
export { EventHandlerMissing } from './aggregate/event-handler-missing.error.js';
export { InvalidMoment } from './aggregate/invalid-moment.error.js';
export { NotAnAggregate } from './aggregate/not-an-aggregate.error.js';
export { TimeReadInHandler } from './aggregate/time-read-in-handler.error.js';

// Deciders: aggregates of two pure functions.
export { decider } from './decider/decider.js';
export type { DeciderAggregate } from './decider/decider-aggregate.js';
export type { DeciderDefinition } from './decider/decider-definition.js';
export type { DecisionContext } from './decider/decision-context.js';
export type { EventOf, EventSource } from './decider/event-source.js';
export type { Evolve, EvolveOne } from './decider/evolve.js';
export type { Immutable } from './decider/immutable.js';
export { asEvent, type EventOfAggregate } from './decider/as-event.js';
export { ChangedWhatIsFrozen } from './decider/changed-what-is-frozen.error.js';
export { EvolveMissing } from './decider/evolve-missing.error.js';
export { EvolvedToNothing } from './decider/evolved-to-nothing.error.js';
export { NotAnEventOfDecider } from './decider/not-an-event-of-decider.error.js';

// Unions: plain objects as events, told apart by their type and judged by a schema.
export { unionOf, type EventUnion } from './union/event-union.js';
export type { EventJudgement, EventSchema } from './union/event-schema.js';
export type { MemberOptions } from './union/member-class.js';
export { unionSchemaOf } from './union/union-schema.js';
export type { PlainEvent, UnionEvent } from './union/plain-event.js';
export { EventNotInUnion } from './union/event-not-in-union.error.js';
export { EventUnionInvalid } from './union/event-union-invalid.error.js';

// Keeping aggregates: for those who load, decide and record.
export { createAggregate } from './aggregate/create-aggregate.js';
export { copyAggregate } from './aggregate/copy-aggregate.js';
export { checkAggregate } from './aggregate/check-aggregate.js';
export { passOver, replay } from './aggregate/replay.js';
export { decide, type Sync } from './aggregate/decide.js';
export type { Decision } from './aggregate/decision.js';
export { changesOf, markRecorded, sealAggregate } from './aggregate/changes.js';
export type { AppliedEvent } from './aggregate/applied-event.js';
export { DecisionIsAsync } from './aggregate/decision-is-async.error.js';
export { ReplayOutOfOrder } from './aggregate/replay-out-of-order.error.js';

// State: what of an aggregate a snapshot keeps.
export { captureState, restoreState } from './aggregate/capture-state.js';
export { StateType } from './state/state-type.decorator.js';
export type { CapturesState } from './state/captures-state.js';
export { StateNotCaptured } from './state/state-not-captured.error.js';
export { StateNotRestored } from './state/state-not-restored.error.js';
export { StateTypeRepeated } from './state/state-type-repeated.error.js';

// Snapshots: when one of a state is taken.
export { SnapshotPolicy } from './snapshot/snapshot-policy.js';
export type { LoadingCost, SnapshotMoment } from './snapshot/snapshot-moment.js';
export { afterEvents } from './snapshot/after-events.js';
export { whenLoadingExceeds, type LoadingTime } from './snapshot/when-loading-exceeds.js';
export { onEvent } from './snapshot/on-event.js';
export { never } from './snapshot/never.js';
export { snapshotFingerprintOf } from './snapshot/snapshot-fingerprint.js';
export { checkSnapshots } from './snapshot/check-snapshots.js';
export { captureSnapshot, restoreSnapshot } from './snapshot/capture-snapshot.js';
export { InvalidSnapshotPolicy } from './snapshot/invalid-snapshot-policy.error.js';

// Rules: the law of the business.
export { enforce, type Rule } from './rule/rule.js';
export { BusinessRuleViolation, isBusinessRuleViolation } from './rule/business-rule-violation.error.js';

// Time: where it comes from.
export { systemClock, type Clock } from './time/clock.js';
export { ManualClock } from './time/manual-clock.js';

// Installation: which copies of this library are loaded.
export { installedCopies, registerCopy, type InstalledCopy } from './installation/installed-copies.js';
