import type { Incarnation } from './incarnation.js';

/** What a log has at or below a position, and through which histories it has come. */
export interface LogPlace {
  /** The first one first, the present one last. */
  readonly incarnations: readonly Incarnation[];
  /** The last event at or below the position; undefined if there is none. */
  readonly event: PlacedEvent | undefined;
}

/** An event, known again wherever it is: who writes it again after a loss writes it at another time. */
export interface PlacedEvent {
  readonly position: number;
  readonly eventId: string;
  /** When it was recorded, in microseconds since 1970. */
  readonly recordedAtMicros: number;
}
