// What other contexts may ask about an account, by the query bus.
export { AuditAccount } from '../audit-account/audit-account.query.js';
export type { AuditedEvent, AuditTrail } from '../audit-account/audit-trail.js';
