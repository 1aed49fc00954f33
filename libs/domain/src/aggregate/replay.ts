import type { DomainEvent } from '../event/domain-event.js';
import type { AppliedMetadata } from '../fold/applied-metadata.js';
import { lifecycle } from './aggregate-root.js';
import type { AggregateRoot } from './aggregate-root.js';

/**
 * Folds one recorded event into an aggregate. Versions ascend; a time travel by `occurredAt` may leave some out, and the
 * parts of an event that was split follow each other under one version.
 *
 * @throws EventHandlerMissing the class has no `@On` for it
 * @throws ReplayOutOfOrder the version does not come after the last one, or the aggregate has unrecorded changes
 */
export function replay(aggregate: AggregateRoot, event: DomainEvent, meta: AppliedMetadata): void {
  aggregate[lifecycle].replay(event, meta);
}

/**
 * Goes past recorded events of which nothing is left to fold, because an upcaster drops them: the aggregate then stands at
 * their version, as its stream does.
 *
 * @throws ReplayOutOfOrder the aggregate stands beyond that version, or has unrecorded changes
 */
export function passOver(aggregate: AggregateRoot, version: number): void {
  aggregate[lifecycle].passOver(version);
}
