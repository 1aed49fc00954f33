import { enforce } from '@daybook/domain';
import { AggregateNotFound, Projections } from '@daybook/nestjs';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ownerLimitMustHold } from '../domain/rules/owner-limit-must-hold.js';
import { AccountOwner } from './account-owner.js';
import { OwnerExposure } from './owner-exposure.js';
import { OwnerExposures } from './owner-exposures.projection.js';

/** How far the accounts of one owner may go below zero together. */
@Injectable()
export class OwnerLimit {
  /** @param limitMinor undefined is without a limit: nobody asks then, and nobody waits */
  constructor(
    private readonly projections: Projections,
    readonly limitMinor: number | undefined,
  ) {}

  /**
   * Refuses a withdrawal that the limit forbids, and lets nobody else decide on the owner's money until the transaction
   * ends.
   *
   * @throws BusinessRuleViolation, AggregateNotFound
   * @throws ProjectionNotCurrent what owners hold is still being counted, as at the first start on a log of before
   */
  async enforce(accountId: string, amountMinor: number, manager: EntityManager): Promise<void> {
    if (this.limitMinor === undefined) return;
    // First the account and then the owner, as each append does: whoever takes them the other way round meets a deadlock.
    await this.projections.lock(OwnerExposures, [accountId], { manager });
    const owner = await manager.findOneBy(AccountOwner, { accountId });
    if (owner === null) throw new AggregateNotFound('account', accountId);
    const balanceMinor = await this.balanceOf(owner.ownerId, manager);
    enforce(ownerLimitMustHold(amountMinor, balanceMinor, this.limitMinor));
  }

  /** What the owner's accounts hold together, locked. */
  protected async balanceOf(ownerId: string, manager: EntityManager): Promise<bigint> {
    const lock = { mode: 'pessimistic_write' } as const;
    return (await manager.findOneOrFail(OwnerExposure, { where: { ownerId }, lock })).balanceMinor;
  }
}
