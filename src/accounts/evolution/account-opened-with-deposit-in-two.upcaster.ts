import { Upcaster, type UpcastPart, type Upcasts } from '@daybook/domain';
import { AccountOpened } from '../domain/events/account-opened.js';
import { FundsDeposited } from '../domain/events/funds-deposited.js';

// Types and no interfaces, because the compiler takes those alone for JSON.
type OpenedWithDeposit = {
  readonly ownerId: string;
  readonly currency: string;
  readonly overdraftLimitMinor: number | null;
  readonly amountMinor: number;
  readonly reference?: string;
};

/**
 * An account could be opened together with its first deposit, as one event. Those are two facts: both have the version of
 * the event that was recorded, so that what came behind it is where it was.
 */
@Upcaster({
  event: 'account.opened-with-deposit',
  from: 1,
  to: [
    { event: AccountOpened, version: 1 },
    // As a deposit was in those days: the steps behind it are those of every deposit.
    { event: FundsDeposited, version: 1 },
  ],
})
export class AccountOpenedWithDepositInTwo implements Upcasts {
  upcast({ ownerId, currency, overdraftLimitMinor, ...deposit }: OpenedWithDeposit): readonly UpcastPart[] {
    return [
      { event: AccountOpened, data: { ownerId, currency, overdraftLimitMinor } },
      { event: FundsDeposited, data: { ...deposit, currency } },
    ];
  }
}
