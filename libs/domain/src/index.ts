// JSON: what can be kept.
export type { JsonObject, JsonValue } from './json/json-value.js';

// Errors: what all of them have in common.
export { DaybookError, isDaybookError } from './error/daybook.error.js';

// Names: what may serve as one.
export { InvalidName, type InvalidNameReason } from './name/invalid-name.error.js';
export { assertValidName, maximumNameBytes } from './name/valid-name.js';

// Decorators: on what they may stand.
export { StaticMember } from './metadata/static-member.error.js';

// Events: facts, and the names under which they are kept.
export { DomainEvent, isDomainEvent, type EventClass, type EventData } from './event/domain-event.js';
export { EventType, type EventTypeOptions } from './event/event-type.decorator.js';
export { eventDefinitionOf, type EventDefinition } from './event/event-definition.js';
export { eventFromJson } from './event/event-from-json.js';
export { newEventId } from './event/event-id.js';
export { DuplicateEventType } from './event/duplicate-event-type.error.js';
export { EventConstructorHasParameters } from './event/event-constructor-has-parameters.error.js';
export { EventTypeMissing } from './event/event-type-missing.error.js';
export { EventTypeRepeated } from './event/event-type-repeated.error.js';
export { InvalidSchemaVersion } from './event/invalid-schema-version.error.js';
export { NotADomainEvent } from './event/not-a-domain-event.error.js';

// Fields: how those are kept that JSON cannot say.
export { EncodedBy } from './field/encoded-by.decorator.js';
export type { FieldCodec } from './field/field-codec.js';
export { bigInteger } from './field/big-integer.codec.js';
export { dateTime } from './field/date-time.codec.js';
export { mapOf } from './field/map-of.codec.js';
export { setOf } from './field/set-of.codec.js';
export { ReservedField } from './field/reserved-field.error.js';
export { ValueNotCoded } from './field/value-not-coded.error.js';

// Values: things without identity, and identities without a thing.
export { ValueObject, isValueObject } from './value/value-object.js';
export { valueObject } from './value/value-object.codec.js';
export { identifier, type Identifier, type IdentifierKind, type IdentifierOf } from './value/identifier.js';

// Handlers: which method folds which event.
export { On } from './fold/on.decorator.js';
export type { AppliedMetadata } from './fold/applied-metadata.js';
export {
  handlers,
  type FoldHandlers,
  type Handler,
  type HandlerShape,
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

// Keeping aggregates: for those who load, decide and record.
export { createAggregate } from './aggregate/create-aggregate.js';
export { checkAggregate } from './aggregate/check-aggregate.js';
export { replay } from './aggregate/replay.js';
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

// Rules: the law of the business.
export { enforce, type Rule } from './rule/rule.js';
export { BusinessRuleViolation, isBusinessRuleViolation } from './rule/business-rule-violation.error.js';

// Time: where it comes from.
export { systemClock, type Clock } from './time/clock.js';
export { ManualClock } from './time/manual-clock.js';

// Installation: which copies of this library are loaded.
export { installedCopies, type InstalledCopy } from './installation/installed-copies.js';
