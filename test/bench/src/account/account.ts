import { Aggregate, AggregateRoot, type EventData, On, type Rule } from '@daybook/domain';
import { balanceLimitMinor } from './balance-limit.js';
import { FundsDeposited } from './funds-deposited.js';

/** The aggregate that is loaded. */
@Aggregate('account')
export class Account extends AggregateRoot {
  balanceMinor = 0;
  deposits = 0;

  deposit(payment: EventData<FundsDeposited>): void {
    this.enforce(balanceMustStayBelowLimit(this.balanceMinor + payment.amountMinor));
    this.apply(FundsDeposited.of(payment));
  }

  @On(FundsDeposited)
  protected deposited(event: FundsDeposited): void {
    this.balanceMinor += event.amountMinor;
    this.deposits++;
  }
}

const balanceMustStayBelowLimit = (balanceMinor: number): Rule => ({
  code: 'balance-must-stay-below-limit',
  holds: balanceMinor < balanceLimitMinor,
  message: 'The balance would exceed the limit. Deposit less.',
});
