import type { Parking } from '../parked-event.js';

/** A segment, where a notice is of one. */
interface OfSegment {
  readonly subscription: string;
  readonly segment: number;
}

/** What a runner tells of, once each: for the log and for alarms. */
export type RunnerNotice =
  /** This process reads a segment from now on, from a checkpoint. */
  | (OfSegment & { readonly word: 'claimed'; readonly epoch: number; readonly position: number })
  /** It has given the segment back, so that another can have it. */
  | (OfSegment & { readonly word: 'released'; readonly epoch: number; readonly position: number })
  /** The segment has passed to another process, or its checkpoint was moved by another. */
  | (OfSegment & { readonly word: 'lost'; readonly epoch: number })
  /** Events wait, with those of their keys that follow. */
  | (OfSegment & { readonly word: 'parked'; readonly events: readonly Parking[] })
  /** A parked event was applied on an operator's word. */
  | (OfSegment & { readonly word: 'unparked'; readonly key: string; readonly position: number })
  /** This process leaves the segment to others from now on: what comes next there is an event that it cannot read. */
  | (OfSegment & {
      readonly word: 'declined';
      /** The event's, as they are stored. */
      readonly type: string;
      readonly schemaVersion: number;
      readonly position: number;
    })
  /** The subscription stands still by itself, until an operator resumes it. */
  | (OfSegment & { readonly word: 'stopped'; readonly reason: string })
  /** Something does not succeed at the moment, and is tried again; told when it begins. */
  | (Partial<OfSegment> & { readonly word: 'failing'; readonly doing: string; readonly error: unknown })
  /** What did not succeed does again. */
  | (Partial<OfSegment> & { readonly word: 'recovered'; readonly doing: string })
  /** The store is on another server, or in another history: nothing that was remembered of it counts any more. */
  | { readonly word: 'incarnation-changed'; readonly from: string; readonly to: string };
