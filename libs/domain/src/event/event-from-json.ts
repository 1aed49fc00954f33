import type { JsonObject } from '../json/json-value.js';
import { buildFrozen } from '../field/build-frozen.js';
import type { DomainEvent } from './domain-event.js';
import type { EventDefinition } from './event-definition.js';
import { decodeFields } from '../field/field-coding.js';
import { rememberUnknownFields, withoutUnknownFields } from '../field/unknown-fields.js';

/**
 * The event that was once kept as this JSON: its class's instance, every field through its codec, frozen. Nothing is
 * validated, because what has happened has happened.
 *
 * A field that is missing has the value that the class gives it, if it gives one. The JSON must be the caller's to give
 * away: where no field has a codec, nested values become part of the event.
 *
 * @param declared the fields that the class declares, where that is known; what is stored besides is kept out of the event,
 *   and remembered with it (`unknownFieldsOf`). Default: every field is taken for one of the class's
 */
export function eventFromJson(
  definition: EventDefinition,
  data: JsonObject,
  declared?: ReadonlySet<string>,
): DomainEvent {
  const parted = declared && withoutUnknownFields(data, declared);
  const event = buildFrozen(definition.eventClass, decodeFields(definition.fieldCodecs, parted?.known ?? data));
  if (parted !== undefined) rememberUnknownFields(event, parted.unknown);
  return event;
}
