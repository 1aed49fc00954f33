import type { Metadata } from './metadata.js';

/** What is known of an event besides its payload before it has its place in the log. */
export interface EnvelopeMetadata {
  readonly eventId: string;
  /** Its stable type name. */
  readonly type: string;
  readonly streamId: string;
  /** What stands in `streamId` before the first hyphen. */
  readonly category: string;
  /** What stands behind it. */
  readonly aggregateId: string;
  /** When the fact happened in the world. */
  readonly occurredAt: Date;
  /** Who, why and in which conversation. */
  readonly metadata: Metadata;
}

/** What is known of a recorded event besides its payload. */
export interface EventMetadata extends EnvelopeMetadata {
  readonly version: number;
  readonly position: number;
  /** Which of the events it is that the stored one was split into, from 1; left out where it is the only one. */
  readonly part?: number;
  /** When the store recorded it. */
  readonly recordedAt: Date;
}
