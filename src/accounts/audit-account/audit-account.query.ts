import { Query } from '@nestjs/cqrs';
import type { AuditTrail } from './audit-trail.js';

/** What has happened to the account, from a version on, at most so many events? */
export class AuditAccount extends Query<AuditTrail> {
  constructor(
    readonly accountId: string,
    readonly from: number,
    readonly limit: number,
  ) {
    super();
  }
}
