import { bigInteger, dateTime, DomainEvent, EncodedBy, EventType, mapOf, setOf } from '@daybook/domain';

/** An event with two ordinary fields. */
@EventType('contract.note-taken')
export class NoteTaken extends DomainEvent<'contract.note-taken'> {
  readonly text!: string;
  readonly importance?: number;
}

/** An event without fields. */
@EventType('contract.day-ended')
export class DayEnded extends DomainEvent<'contract.day-ended'> {}

/** An event whose payload can be anything that a test wants to try. */
@EventType('contract.sample-recorded', { version: 2 })
export class SampleRecorded extends DomainEvent<'contract.sample-recorded'> {
  readonly value?: unknown;
  readonly [field: string]: unknown;
}

/** An event with a declared codec for each kind of value that JSON does not know. */
@EventType('contract.values-coded')
export class ValuesCoded extends DomainEvent<'contract.values-coded'> {
  @EncodedBy(dateTime) readonly moment?: Date;
  @EncodedBy(bigInteger) readonly large?: bigint;
  @EncodedBy(mapOf(bigInteger)) readonly byName?: ReadonlyMap<string, bigint>;
  @EncodedBy(setOf(dateTime)) readonly moments?: ReadonlySet<Date>;
}

/** An event whose shape has changed twice, whose type was renamed, and which was once part of another. */
@EventType('contract.order-placed', { version: 3 })
export class OrderPlaced extends DomainEvent<'contract.order-placed'> {
  readonly minor!: number;
  readonly currency!: string;
}

/** Types that are properties of every object. */
@EventType('toString')
export class NamedToString extends DomainEvent<'toString'> {
  readonly text!: string;
}

@EventType('hasOwnProperty')
export class NamedHasOwnProperty extends DomainEvent<'hasOwnProperty'> {
  readonly text!: string;
}

/** Decorated, and not among those that the codec knows. */
@EventType('contract.never-registered')
export class NeverRegistered extends DomainEvent<'contract.never-registered'> {
  readonly text!: string;
}

/** Not decorated at all. */
export class NeverDecorated extends DomainEvent {
  readonly text!: string;
}
