import { type Clock, systemClock } from '@daybook/domain';
import { EventCodec, EventTypeRegistry, MemoryEventStore, noValidation } from '@daybook/event-store';
import { Counted, TallyBegun } from './tally.js';

/** A store in memory that knows the events of a tally. */
export function tallyStore(clock: Clock = systemClock): MemoryEventStore {
  const registry = new EventTypeRegistry().register(TallyBegun, Counted);
  return new MemoryEventStore({ codec: new EventCodec({ registry, validation: noValidation }), clock });
}
