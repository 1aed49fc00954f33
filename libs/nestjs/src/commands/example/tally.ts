import { Aggregate, AggregateRoot, DomainEvent, EventType, On } from '@daybook/domain';

@EventType('tally.begun')
export class TallyBegun extends DomainEvent<'tally.begun'> {
  readonly by!: string;
}

@EventType('tally.counted')
export class Counted extends DomainEvent<'tally.counted'> {
  readonly amount!: number;
}

/** The smallest aggregate that is of any use; the specs of this folder count with it. */
@Aggregate('tally')
export class Tally extends AggregateRoot {
  sum = 0;
  by = '';
  begin(by: string): void {
    this.apply(TallyBegun.of({ by }));
  }
  count(amount: number): number {
    this.apply(Counted.of({ amount }));
    return this.sum;
  }
  countIfNew(amount: number): void {
    if (this.sum === 0) this.count(amount);
  }
  @On(TallyBegun) protected begun(event: TallyBegun): void {
    this.by = event.by;
  }
  @On(Counted) protected counted(event: Counted): void {
    this.sum += event.amount;
  }
}
