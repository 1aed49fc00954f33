import { type EventMetadata, On } from '@daybook/domain';
import { AggregateRepository, InjectAggregateRepository, Reaction } from '@daybook/nestjs';
import { AccountClosed } from '../domain/events/account-closed.js';
import { Account } from '../domain/account.js';
import { closingStatement } from './closing-statement.js';
import { Mailer } from './mailer.js';

/** An account is closed: its last statement goes to the post room. */
@Reaction('statement-mail')
export class StatementMail {
  constructor(
    @InjectAggregateRepository(Account) private readonly accounts: AggregateRepository<Account>,
    private readonly mailer: Mailer,
  ) {}

  @On(AccountClosed)
  async closed(_event: AccountClosed, { aggregateId, eventId, occurredAt }: EventMetadata): Promise<void> {
    // From the log and not from the statement's read model, which may not have come so far.
    const text = await closingStatement(aggregateId, occurredAt, this.accounts.history(aggregateId));
    await this.mailer.send({ subject: `Last statement of the account ${aggregateId}`, text, eventId });
  }
}
