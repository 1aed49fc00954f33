import type { EventClass } from '../event/domain-event.js';
import type { JsonObject } from '../json/json-value.js';

/** One of the events that a stored event is split into. */
export interface UpcastPart {
  /** One of the declared targets: its class, or its type's name. */
  readonly event: EventClass | string;
  readonly data: JsonObject;
}
