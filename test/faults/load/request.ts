import { randomUUID } from 'node:crypto';
import type { ExpectedVersion, ProposedEvent, StreamAppend } from '@daybook/event-store';
import { Credited } from './credited.js';

/** One stream's share of a request. */
export interface Share {
  readonly streamId: string;
  readonly expected: ExpectedVersion;
  /** How many events. Default 1. */
  readonly count?: number;
  /** Something more in the payload of each; a number stands for so many characters. Default nothing. */
  readonly padding?: number | string;
}

/** An append that somebody wants, whatever number of calls it takes. */
export interface Request {
  readonly id: string;
  readonly appends: readonly RequestedAppend[];
}

export interface RequestedAppend extends StreamAppend {
  readonly events: readonly (ProposedEvent<Credited> & { readonly eventId: string })[];
}

/** A request whose events have their ids before they are sent. */
export function requestOf(shares: readonly Share[]): Request {
  const id = randomUUID();
  let item = 0;
  const appends = shares.map(({ streamId, expected, count = 1, padding }) => ({
    streamId,
    expected,
    events: Array.from({ length: count }, () => ({
      event: Credited.of({ request: id, item: ++item, ...(padding !== undefined && { padding: textOf(padding) }) }),
      eventId: randomUUID(),
    })),
  }));
  return { id, appends };
}

function textOf(padding: number | string): string {
  return typeof padding === 'string' ? padding : 'x'.repeat(padding);
}
