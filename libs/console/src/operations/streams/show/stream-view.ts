import type { JsonValue } from '@daybook/domain';
import type { RecordedEvent } from '@daybook/event-store';
import type { ShownCopy } from './shown-copy.js';

/** An event as it is shown: as it is stored, so that one whose class nobody here knows is shown, too. */
export type ShownEvent = Omit<RecordedEvent, 'streamId' | 'event' | 'isKnown' | 'part' | 'parts'>;

/** What a stream's events have made of its aggregate, or why nobody here can say. */
export type ShownState =
  { readonly aggregate: string; readonly version: number; readonly state: JsonValue } | { readonly unknown: string };

/** A stream as it is, or as it was. */
export interface StreamView {
  readonly streamId: string;
  /** The version of its last event by then. */
  readonly version: number;
  /** The position of its last event by then. */
  readonly position: number;
  /** A page of its events. */
  readonly events: readonly ShownEvent[];
  /** Where the next page begins; null on the last one. */
  readonly nextFrom: number | null;
  readonly state: ShownState;
  /** The copies that it was made by, and those that were made of it. */
  readonly copies: readonly ShownCopy[];
}
