import { AggregateRepository, InjectAggregateRepository } from '@daybook/nestjs';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { Account } from '../domain/account.js';
import { AuditAccount } from './audit-account.query.js';
import type { AuditedEvent, AuditTrail } from './audit-trail.js';
import { auditedEvent } from './audited-event.js';

@QueryHandler(AuditAccount)
export class AuditAccountHandler implements IQueryHandler<AuditAccount> {
  constructor(@InjectAggregateRepository(Account) private readonly accounts: AggregateRepository<Account>) {}

  async execute({ accountId, from, limit }: AuditAccount): Promise<AuditTrail> {
    const events: AuditedEvent[] = [];
    let versions = 0;
    // One more than is asked for tells whether there is a next page. A version may be an event of several parts.
    for await (const recorded of this.accounts.history(accountId, { fromVersion: from, limit: limit + 1 })) {
      if (recorded.version !== events.at(-1)?.version && versions++ === limit) {
        return { events, nextFrom: recorded.version };
      }
      events.push(auditedEvent(recorded));
    }
    return { events, nextFrom: null };
  }
}
