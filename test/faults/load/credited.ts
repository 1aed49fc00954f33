import { DomainEvent, EventType } from '@daybook/domain';
import { EventCodec, EventTypeRegistry, noValidation } from '@daybook/event-store';

/** What the load writes. It says which request it comes from, so that a request made twice shows under any event id. */
@EventType('faults.credited')
export class Credited extends DomainEvent<'faults.credited'> {
  readonly request!: string;
  /** Its place among the request's events, counted from 1. */
  readonly item!: number;
  readonly padding?: string;
}

export function creditedCodec(): EventCodec {
  return new EventCodec({ registry: new EventTypeRegistry().register(Credited), validation: noValidation });
}
