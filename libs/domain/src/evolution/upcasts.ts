import type { JsonObject } from '../json/json-value.js';
import type { DowncastMetadata, UpcastMetadata } from './upcast-metadata.js';
import type { UpcastPart } from './upcast-part.js';

/**
 * Lifts events of one stored shape to the next one. A class that bears `@Upcaster` implements it; its constructor may
 * have dependencies, as long as what it answers depends on nothing but what it is given.
 *
 * It sees JSON, before the fields' codecs, and only ever its own step: the one from version 1 never learns of version 3.
 * What it cannot say (the id, the version, the position, the times) it cannot change.
 */
export interface Upcasts {
  /**
   * The payload in the next shape. Must be pure: the same answer for the same event, today and in ten years, and nothing
   * that it was given is changed. It may be asked more than once for one event.
   *
   * @returns the payload, where `to` names one target; the parts in their order, where it is a list (none drops the
   *   event); null drops the event, where the decorator says that this upcaster `drops`
   */
  upcast(data: JsonObject, meta: UpcastMetadata): JsonObject | readonly UpcastPart[] | null;

  /**
   * The way back, for a release that goes on writing the older shape while processes run that know no other
   * (`writeVersions`). What it answers must come to the same again by `upcast`, or the append is refused.
   */
  downcast?(data: JsonObject, meta: DowncastMetadata): JsonObject;
}

/** A class of upcasters. */
export type UpcasterClass = abstract new (...dependencies: never[]) => Upcasts;
