import type { DomainEvent } from '@daybook/domain';

/**
 * Events as they are compared: a field that is undefined is as good as none, because whether it is there depends on the
 * compiler's settings and it is not kept.
 */
export function comparable(events: readonly DomainEvent[]): readonly object[] {
  return events.map((event) => {
    const fields = Object.entries(event).filter(([, value]) => value !== undefined);
    return Object.assign(Object.create(Object.getPrototypeOf(event) as object) as object, Object.fromEntries(fields));
  });
}
