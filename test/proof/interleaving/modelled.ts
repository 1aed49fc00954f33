import { DomainEvent, EventType } from '@daybook/domain';
import { EventCodec, EventTypeRegistry, noValidation } from '@daybook/event-store';

/** The event that the model's log holds; what is in it decides nothing. */
@EventType('proof.modelled')
export class Modelled extends DomainEvent<'proof.modelled'> {}

export const modelledCodec = new EventCodec({
  registry: new EventTypeRegistry().register(Modelled),
  validation: noValidation,
});
