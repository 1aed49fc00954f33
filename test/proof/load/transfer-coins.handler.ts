import { type AggregateRepository, InjectAggregateRepository, UnitOfWork } from '@daybook/nestjs';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Account } from './account.js';
import { ownerOf, streamOf } from './proof-accounts.js';
import { TransferCoins, type TransferAnswer } from './transfer-coins.command.js';

/** Both accounts are changed in one transaction, or none of them. */
@CommandHandler(TransferCoins)
export class TransferCoinsHandler implements ICommandHandler<TransferCoins> {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @InjectAggregateRepository(Account) private readonly accounts: AggregateRepository<Account>,
  ) {}

  execute({ transfer, from, to, coins }: TransferCoins): Promise<TransferAnswer> {
    const decisions: Readonly<Record<string, (account: Account) => void>> = {
      [from]: (account) => account.debit(transfer, to, coins),
      [to]: (account) => account.credit(transfer, from, coins),
    };
    return this.unitOfWork.run(
      async () => {
        const streams = [];
        for (const [id, decide] of Object.entries(decisions).sort(byOwner)) {
          const { version, position } = await this.accounts.update(id, decide);
          streams.push({ stream: streamOf(id), version, position });
        }
        return { streams };
      },
      { retries: 5, timeLimit: 4_000 },
    );
  }
}

// In one order everywhere: two that take an owner's row and another one's in turns would wait for each other.
function byOwner([one]: [string, unknown], [other]: [string, unknown]): number {
  return ownerOf(one).localeCompare(ownerOf(other)) || Number(one) - Number(other);
}
