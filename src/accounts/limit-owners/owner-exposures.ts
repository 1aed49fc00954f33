import { type EventMetadata, On } from '@daybook/domain';
import { HandlerProjection } from '@daybook/nestjs';
import type { EntityManager } from 'typeorm';
import { type BookingEvent, bookingOfEvent } from '../booking-of-event.js';
import { AccountOpened } from '../domain/events/account-opened.js';
import { DepositReversed } from '../domain/events/deposit-reversed.js';
import { FeeCharged } from '../domain/events/fee-charged.js';
import { FundsDeposited } from '../domain/events/funds-deposited.js';
import { FundsWithdrawn } from '../domain/events/funds-withdrawn.js';
import { InterestCredited } from '../domain/events/interest-credited.js';
import { AccountOwner } from './account-owner.js';
import { OwnerExposure } from './owner-exposure.js';

/**
 * What each owner's accounts hold together.
 *
 * It has handlers and is no fold, because a booking does not say whose account it is: that has to be looked up. Sums do not
 * depend on the order in which the owner's accounts are booked on, so that the key is the account.
 */
export abstract class OwnerExposuresOfAccounts extends HandlerProjection {
  @On(AccountOpened)
  async opened({ ownerId }: AccountOpened, meta: EventMetadata, manager: EntityManager): Promise<void> {
    await manager.insert(AccountOwner, { accountId: meta.aggregateId, ownerId });
    const first = { ownerId, balanceMinor: 0n, accounts: 0 };
    await manager.createQueryBuilder().insert().into(OwnerExposure).values(first).orIgnore().execute();
    await manager.increment(OwnerExposure, { ownerId }, 'accounts', 1);
  }

  @On(FundsDeposited, FundsWithdrawn, FeeCharged, InterestCredited, DepositReversed)
  async booked(event: BookingEvent, { aggregateId }: EventMetadata, manager: EntityManager): Promise<void> {
    const accountId = aggregateId;
    const owner = manager
      .createQueryBuilder(AccountOwner, 'account')
      .select('account.ownerId')
      .where('account.accountId = :accountId');
    const { affected } = await manager
      .createQueryBuilder()
      .update(OwnerExposure)
      .set({ balanceMinor: () => 'balance_minor + :amountMinor' })
      .where(`owner_id = (${owner.getQuery()})`)
      .setParameters({ accountId, amountMinor: bookingOfEvent(event)?.amountMinor ?? 0 })
      .execute();
    if (affected !== 1) throw new Error(`Nobody is known to own the account ${JSON.stringify(accountId)}.`);
  }
}
