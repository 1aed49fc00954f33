import type { RecordedEvent } from '@daybook/event-store';
import type { PointInTime } from '@daybook/nestjs';

/** Whether an event belongs to the past that is asked about; to the present all of them do. */
export function belongsToPast(event: RecordedEvent, at: PointInTime | undefined): boolean {
  if (at?.version !== undefined) return event.version <= at.version;
  if (at?.recordedBy !== undefined) return event.recordedAt <= at.recordedBy;
  return at === undefined || event.occurredAt <= at.occurredBy;
}
