import { DomainEvent, EventType } from '@daybook/domain';
import { EventCodec, EventTypeRegistry, noValidation } from '@daybook/event-store';

/** All purses get the same, in one event: from its position on their total is the same for ever. */
@EventType('purses.endowed')
export class Endowed extends DomainEvent<'purses.endowed'> {
  readonly owners!: readonly string[];
  readonly coins!: number;
}

/** Coins go from one purse to another one. */
@EventType('purses.passed')
export class Passed extends DomainEvent<'purses.passed'> {
  readonly from!: string;
  readonly to!: string;
  readonly coins!: number;
}

export function purseCodec(): EventCodec {
  return new EventCodec({ registry: new EventTypeRegistry().register(Endowed, Passed), validation: noValidation });
}
