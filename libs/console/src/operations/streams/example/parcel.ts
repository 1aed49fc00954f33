import {
  Aggregate,
  AggregateRoot,
  dateTime,
  DomainEvent,
  EncodedBy,
  EventType,
  On,
  PersonalData,
} from '@daybook/domain';
import { EventCodec, EventTypeRegistry, MemoryEventStore, noValidation } from '@daybook/event-store';
import { IsEmail, IsInt } from 'class-validator';

@EventType('parcel.posted')
export class ParcelPosted extends DomainEvent<'parcel.posted'> {
  @PersonalData() @IsEmail() readonly sender!: string;
  @PersonalData() readonly recipient!: { readonly name: string; readonly floor: number; readonly deaf: boolean };
  @PersonalData() @EncodedBy(dateTime) readonly born!: Date;
  @IsInt() readonly grams!: number;
}

@EventType('parcel.moved')
export class ParcelMoved extends DomainEvent<'parcel.moved'> {
  readonly to!: string;
}

@Aggregate('parcel')
export class Parcel extends AggregateRoot {
  place = 'nowhere';
  sender = '';
  @On(ParcelPosted) protected posted({ sender }: ParcelPosted): void {
    this.place = 'counter';
    this.sender = sender;
  }
  @On(ParcelMoved) protected moved({ to }: ParcelMoved): void {
    this.place = to;
  }
}

export const posted = (sender = 'ann@example.org') =>
  ParcelPosted.of({
    sender,
    recipient: { name: 'Bob Stone', floor: 3, deaf: true },
    born: new Date('1985-04-12T23:20:50.520Z'),
    grams: 250,
  });

/** A store of the command line: knows the parcels, judges nothing. */
export function parcelStore(): { readonly store: MemoryEventStore; readonly codec: EventCodec } {
  const registry = new EventTypeRegistry().register(ParcelPosted, ParcelMoved);
  const codec = new EventCodec({ registry, validation: noValidation });
  return { store: new MemoryEventStore({ codec }), codec };
}
