import type { DomainEvent } from '../event/domain-event.js';
import { EntityMissing } from './entity-missing.error.js';
import { EntityRouteMissing } from './entity-route-missing.error.js';
import type { Entity } from './entity.js';

/**
 * The entity in a field that an event is about.
 * @throws EntityMissing it is not there
 * @throws EntityRouteMissing there are several, and nothing says which
 */
export function selectEntity(
  holder: object,
  field: string | symbol,
  event: DomainEvent,
  idOf: ((event: DomainEvent) => string) | undefined,
): Entity {
  const held = (holder as Record<string | symbol, unknown>)[field];
  const several = held instanceof Map || Array.isArray(held);
  if (several && idOf === undefined) throw new EntityRouteMissing(holder.constructor, field, event.constructor);
  const id = idOf?.(event);
  const entity = (several ? among(held, id) : held) as Entity | null | undefined;
  if (entity === undefined || entity === null)
    throw new EntityMissing(holder.constructor, field, event.constructor, id);
  return entity;
}

function among(held: ReadonlyMap<unknown, unknown> | readonly unknown[], id: string | undefined): unknown {
  return held instanceof Map ? held.get(id) : (held as readonly Entity[]).find((entity) => entity.id === id);
}
