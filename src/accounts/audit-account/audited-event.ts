import type { RecordedEvent } from '@daybook/event-store';
import { FundsDeposited } from '../domain/events/funds-deposited.js';
import type { AuditedEvent } from './audit-trail.js';

/**
 * An event as the trail shows it. Those who read the trail were promised the shape in which a deposit was recorded at first;
 * the bank's own changes of it are none of theirs.
 */
export function auditedEvent(recorded: RecordedEvent): AuditedEvent {
  const { eventId, type, schemaVersion, version, position, data, metadata, occurredAt, recordedAt } = recorded;
  return {
    eventId,
    type,
    schemaVersion,
    version,
    position,
    data,
    metadata,
    occurredAt,
    recordedAt,
    ...shown(recorded),
  };
}

function shown({ event, data }: RecordedEvent): Partial<AuditedEvent> {
  if (!(event instanceof FundsDeposited)) return {};
  const { amount: _, ...others } = data;
  return { schemaVersion: 1, data: { ...others, amountMinor: event.amount.minor } };
}
