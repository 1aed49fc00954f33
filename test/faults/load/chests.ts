import { Aggregate, AggregateRoot, BusinessRuleViolation, DomainEvent, EventType, On } from '@daybook/domain';
import { CommandType } from '@daybook/nestjs';

@EventType('chest.filled')
export class ChestFilled extends DomainEvent<'chest.filled'> {
  readonly amount!: number;
}

@EventType('chest.debited')
export class ChestDebited extends DomainEvent<'chest.debited'> {
  readonly amount!: number;
  readonly move!: string;
}

@EventType('chest.credited')
export class ChestCredited extends DomainEvent<'chest.credited'> {
  readonly amount!: number;
  readonly move!: string;
}

@EventType('chest.locked')
export class ChestLocked extends DomainEvent<'chest.locked'> {}

/** Knows nothing of moves: one that comes twice takes effect twice, so that it is seen. */
@Aggregate('chest')
export class Chest extends AggregateRoot {
  amount = 0;
  isLocked = false;

  fill(amount: number): void {
    this.apply(ChestFilled.of({ amount }));
  }

  debit(amount: number, move: string): void {
    if (amount > this.amount) throw new BusinessRuleViolation('chest-must-cover', 'There is not so much in it.');
    this.apply(ChestDebited.of({ amount, move }));
  }

  credit(amount: number, move: string): void {
    if (this.isLocked) throw new BusinessRuleViolation('chest-must-be-open', 'It is locked.');
    this.apply(ChestCredited.of({ amount, move }));
  }

  lock(): void {
    this.apply(ChestLocked.of({}));
  }

  @On(ChestFilled, ChestCredited) protected came({ amount }: ChestFilled | ChestCredited): void {
    this.amount += amount;
  }
  @On(ChestDebited) protected went({ amount }: ChestDebited): void {
    this.amount -= amount;
  }
  @On(ChestLocked) protected locked(): void {
    this.isLocked = true;
  }
}

@CommandType('debit-chest')
export class DebitChest {
  constructor(
    readonly chest: string,
    readonly amount: number,
    readonly move: string,
  ) {}
}

@CommandType('credit-chest')
export class CreditChest {
  constructor(
    readonly chest: string,
    readonly amount: number,
    readonly move: string,
  ) {}
}
