import { UnitOfWork } from '@daybook/nestjs';
import { Injectable } from '@nestjs/common';
import { OwnerLimit } from './owner-limit.js';

/** Lets money leave an account as far as the bank lends to its owner. */
@Injectable()
export class WithinOwnerLimit {
  constructor(
    private readonly ownerLimit: OwnerLimit,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Does what takes an amount; where there is a limit, in one transaction with asking for it. */
  async run<R>(accountId: string, amountMinor: number, take: () => Promise<R>): Promise<R> {
    if (this.ownerLimit.limitMinor === undefined) return take();
    return this.unitOfWork.run(
      async (manager) => {
        await this.ownerLimit.enforce(accountId, amountMinor, manager);
        return take();
      },
      { retries: 3 },
    );
  }
}
