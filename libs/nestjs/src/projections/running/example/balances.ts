import { DomainEvent, EventType, type EventMetadata, ManualClock, On } from '@daybook/domain';
import { EventCodec, EventTypeRegistry, MemoryEventStore, noValidation } from '@daybook/event-store';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { FoldProjection } from '../../fold-projection.js';
import { Projection } from '../../projection.decorator.js';

@EventType('purse.filled')
export class Filled extends DomainEvent<'purse.filled'> {
  readonly cents!: number;
  readonly tags?: readonly string[];
}

@EventType('purse.moved')
export class Moved extends DomainEvent<'purse.moved'> {
  readonly from!: string;
  readonly to!: string;
  readonly cents!: number;
  readonly tags?: readonly string[];
}

@EventType('purse.lost')
export class Lost extends DomainEvent<'purse.lost'> {}

/** Of a type that no projection here reads. */
@EventType('purse.painted')
export class Painted extends DomainEvent<'purse.painted'> {}

@Entity()
export class Balance {
  @PrimaryColumn('text') purseId!: string;
  @Column('bigint') cents!: number;
  @Column('jsonb') tags!: string[];
  @Column('timestamptz', { nullable: true }) changedAt!: Date | null;
}

/** Keyed by the purses that an event is about: one, or both. */
@Projection('balances', { version: 1, readModel: Balance, key: (event, meta) => pursesOf(event, meta.aggregateId) })
export class Balances extends FoldProjection<Balance> {
  initial(purseId: string): Balance {
    return Object.assign(new Balance(), { purseId, cents: 0, tags: [], changedAt: null });
  }
  @On(Filled) filled(row: Balance, event: Filled, meta: EventMetadata): void {
    row.cents += event.cents;
    if (event.tags !== undefined) row.tags = event.tags as string[];
    row.changedAt = meta.occurredAt;
  }
  @On(Moved) moved(row: Balance, event: Moved, meta: EventMetadata): Balance {
    const cents = row.cents + (row.purseId === event.to ? event.cents : -event.cents);
    const tags = (event.tags as string[] | undefined) ?? row.tags;
    return Object.assign(new Balance(), { ...row, cents, tags, changedAt: meta.occurredAt });
  }
  @On(Lost) lost(): null {
    return null;
  }
}

function pursesOf(event: DomainEvent, aggregateId: string): string | readonly string[] | undefined {
  if (event instanceof Moved) return [event.from, event.to];
  return aggregateId === 'nobody' ? undefined : aggregateId;
}

export const purseCodec = new EventCodec({
  registry: new EventTypeRegistry().register(Filled).register(Moved).register(Lost).register(Painted),
  validation: noValidation,
});

export const start = new Date('2026-03-01T09:00:00.000Z');

/** A store in memory for the events above, with the clock that it goes by. */
export function purseStore(): { readonly clock: ManualClock; readonly store: MemoryEventStore } {
  const clock = new ManualClock(start);
  return { clock, store: new MemoryEventStore({ codec: purseCodec, clock }) };
}
