import { afterEvents, Aggregate, AggregateRoot, DomainEvent, EventType, On } from '@daybook/domain';
import { EventCodec, EventTypeRegistry, noValidation } from '@daybook/event-store';

@EventType('till.rung')
export class Rung extends DomainEvent<'till.rung'> {
  readonly cents!: number;
}

/** What a till is asked for. */
export interface Till extends AggregateRoot {
  readonly total: number;
  readonly trace: number;
  ring(cents: number): void;
}

/** Shows each event and their order: who leaves one out, or folds one twice, comes to another one. */
export function following(trace: number, cents: number): number {
  return (trace * 31 + cents + 7) % 1_000_003;
}

/** The class as it was: it forgot the odd cents. */
@Aggregate('till', { snapshot: afterEvents(10) })
export class OldTill extends AggregateRoot implements Till {
  total = 0;
  trace = 1;

  ring(cents: number): void {
    this.apply(Rung.of({ cents }));
  }

  @On(Rung) protected rung({ cents }: Rung): void {
    this.total += cents - (cents % 2);
    this.trace = following(this.trace, cents);
  }
}

/** The class of today. */
@Aggregate('till', { snapshot: afterEvents(10) })
export class TodaysTill extends AggregateRoot implements Till {
  total = 0;
  trace = 1;

  ring(cents: number): void {
    this.apply(Rung.of({ cents }));
  }

  @On(Rung) protected rung({ cents }: Rung): void {
    this.total += cents;
    this.trace = following(this.trace, cents);
  }
}

export function tillCodec(): EventCodec {
  return new EventCodec({ registry: new EventTypeRegistry().register(Rung), validation: noValidation });
}
