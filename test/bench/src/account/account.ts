import { Aggregate, AggregateRoot, On } from '@daybook/domain';
import { FundsDeposited } from './funds-deposited.js';

/** The aggregate that is loaded. */
@Aggregate('account')
export class Account extends AggregateRoot {
  balanceMinor = 0;
  deposits = 0;

  @On(FundsDeposited)
  protected deposited(event: FundsDeposited): void {
    this.balanceMinor += event.amountMinor;
    this.deposits++;
  }
}
