import type { EventData } from '@daybook/domain';
import { type AggregateRepository, InjectAggregateRepository } from '@daybook/nestjs';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Account } from '../account/account.js';
import type { FundsDeposited } from '../account/funds-deposited.js';

/** The command that is measured. */
export class DepositFunds {
  constructor(
    readonly accountId: string,
    readonly payment: EventData<FundsDeposited>,
  ) {}
}

/** Its handler, as the documentation has it. */
@CommandHandler(DepositFunds)
export class DepositFundsHandler implements ICommandHandler<DepositFunds> {
  constructor(@InjectAggregateRepository(Account) private readonly accounts: AggregateRepository<Account>) {}

  async execute({ accountId, payment }: DepositFunds): Promise<number> {
    const { version } = await this.accounts.update(accountId, (account) => account.deposit(payment));
    return version;
  }
}
