import { AggregateRepository, InjectAggregateRepository } from '@daybook/nestjs';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { Account } from '../domain/account.js';
import { AuditAccount } from './audit-account.query.js';
import type { AuditedEvent, AuditTrail } from './audit-trail.js';

@QueryHandler(AuditAccount)
export class AuditAccountHandler implements IQueryHandler<AuditAccount> {
  constructor(@InjectAggregateRepository(Account) private readonly accounts: AggregateRepository<Account>) {}

  async execute({ accountId, from, limit }: AuditAccount): Promise<AuditTrail> {
    const events: AuditedEvent[] = [];
    // One more than is asked for tells whether there is a next page.
    for await (const recorded of this.accounts.history(accountId, { fromVersion: from, limit: limit + 1 })) {
      const { eventId, type, schemaVersion, version, position, data, metadata, occurredAt, recordedAt } = recorded;
      if (events.length === limit) return { events, nextFrom: version };
      events.push({ eventId, type, schemaVersion, version, position, data, metadata, occurredAt, recordedAt });
    }
    return { events, nextFrom: null };
  }
}
