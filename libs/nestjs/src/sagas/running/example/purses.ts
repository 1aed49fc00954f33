import { Aggregate, AggregateRoot, BusinessRuleViolation, DomainEvent, EventType, On } from '@daybook/domain';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AggregateRepository } from '../../../commands/aggregate-repository.js';
import { CommandType } from '../../../commands/message/command-type.decorator.js';
import { InjectAggregateRepository } from '../../../module/aggregate-repository.token.js';

@EventType('purse.filled')
export class PurseFilled extends DomainEvent<'purse.filled'> {
  readonly amount!: number;
}

@EventType('purse.debited')
export class PurseDebited extends DomainEvent<'purse.debited'> {
  readonly amount!: number;
  readonly transfer!: string;
}

@EventType('purse.credited')
export class PurseCredited extends DomainEvent<'purse.credited'> {
  readonly amount!: number;
  readonly transfer!: string;
}

@EventType('purse.locked')
export class PurseLocked extends DomainEvent<'purse.locked'> {}

/** What the specs of this folder move money between. */
@Aggregate('purse')
export class Purse extends AggregateRoot {
  amount = 0;
  isLocked = false;
  fill(amount: number): void {
    this.apply(PurseFilled.of({ amount }));
  }
  debit(amount: number, transfer: string): void {
    if (amount > this.amount) throw new BusinessRuleViolation('purse-must-cover', 'There is not enough.', { amount });
    this.apply(PurseDebited.of({ amount, transfer }));
  }
  credit(amount: number, transfer: string): void {
    if (this.isLocked) throw new BusinessRuleViolation('purse-must-be-open', 'The purse is locked.');
    this.apply(PurseCredited.of({ amount, transfer }));
  }
  lock(): void {
    this.apply(PurseLocked.of({}));
  }
  @On(PurseFilled, PurseCredited) protected came({ amount }: PurseFilled | PurseCredited): void {
    this.amount += amount;
  }
  @On(PurseDebited) protected went({ amount }: PurseDebited): void {
    this.amount -= amount;
  }
  @On(PurseLocked) protected locked(): void {
    this.isLocked = true;
  }
}

@CommandType('debit-purse')
export class DebitPurse {
  constructor(
    readonly purse: string,
    readonly amount: number,
    readonly transfer: string,
  ) {}
}

@CommandType('credit-purse')
export class CreditPurse {
  constructor(
    readonly purse: string,
    readonly amount: number,
    readonly transfer: string,
  ) {}
}

/** Called with each command before it is carried out, and after; throws to let it fail. A fixture for specs. */
export class Till {
  before: (command: DebitPurse | CreditPurse) => Promise<void> | void = () => undefined;
  after: (command: DebitPurse | CreditPurse) => Promise<void> | void = () => undefined;
  /** Every command that has come, in the order of coming. */
  readonly came: (DebitPurse | CreditPurse)[] = [];

  async around(command: DebitPurse | CreditPurse, work: () => Promise<unknown>): Promise<void> {
    this.came.push(command);
    await this.before(command);
    await work();
    await this.after(command);
  }
}

@CommandHandler(DebitPurse)
export class DebitPurseHandler implements ICommandHandler<DebitPurse> {
  constructor(
    @InjectAggregateRepository(Purse) private readonly purses: AggregateRepository<Purse>,
    private readonly till: Till,
  ) {}
  async execute(command: DebitPurse): Promise<void> {
    const { purse, amount, transfer } = command;
    await this.till.around(command, () => this.purses.update(purse, (its) => its.debit(amount, transfer)));
  }
}

@CommandHandler(CreditPurse)
export class CreditPurseHandler implements ICommandHandler<CreditPurse> {
  constructor(
    @InjectAggregateRepository(Purse) private readonly purses: AggregateRepository<Purse>,
    private readonly till: Till,
  ) {}
  async execute(command: CreditPurse): Promise<void> {
    const { purse, amount, transfer } = command;
    await this.till.around(command, () => this.purses.update(purse, (its) => its.credit(amount, transfer)));
  }
}
