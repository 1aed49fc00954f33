import type { JsonObject } from '../json/json-value.js';
import { buildFrozen } from '../field/build-frozen.js';
import type { DomainEvent } from './domain-event.js';
import type { EventDefinition } from './event-definition.js';
import { decodeFields } from '../field/field-coding.js';

/**
 * The event that was once kept as this JSON: its class's instance, every field through its codec, frozen. Nothing is
 * validated, because what has happened has happened.
 *
 * The JSON must be the caller's to give away: where no field has a codec, nested values become part of the event.
 */
export function eventFromJson(definition: EventDefinition, data: JsonObject): DomainEvent {
  return buildFrozen(definition.eventClass, decodeFields(definition.fieldCodecs, data));
}
