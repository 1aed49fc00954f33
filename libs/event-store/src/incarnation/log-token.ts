import { InvalidRead } from '../stream/invalid-read.error.js';
import { described } from '../stream/described.js';
import type { Incarnation } from './incarnation.js';
import type { PlacedEvent } from './log-place.js';

/** A place in the log, as somebody keeps it elsewhere: behind which event, and through which histories it was reached. */
export interface LogToken {
  /** The first one first: where each has left the one before it is known to the log of each alone. */
  readonly lineage: readonly Pick<Incarnation, 'id' | 'begunAfter'>[];
  /** Undefined before the first event. */
  readonly event: PlacedEvent | undefined;
}

/** So that a later release knows its own from these. */
const form = 'daybook1.';

/** As text: letters, digits, `-`, `_` and `.`, so that it can be kept in a file, a column or a header. */
export function tokenText({ lineage, event }: LogToken): string {
  const said = [
    lineage.map(({ id, begunAfter }) => [id, begunAfter]),
    event && [event.position, event.eventId, event.recordedAtMicros],
  ];
  return form + Buffer.from(JSON.stringify(said)).toString('base64url');
}

/** @throws InvalidRead naming the field */
export function parsedToken(text: unknown, field: string): LogToken {
  const token = typeof text === 'string' && text.startsWith(form) ? tokenOf(text.slice(form.length)) : undefined;
  if (token !== undefined) return token;
  throw new InvalidRead(field, `is ${described(text)}, which no store has told`, 'Give what `token()` has answered.');
}

function tokenOf(text: string): LogToken | undefined {
  try {
    const said: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (!Array.isArray(said) || !Array.isArray(said[0]) || said[0].length === 0) return undefined;
    const lineage = said[0].map((entry: unknown) => {
      const [id, begunAfter] = entry as readonly unknown[];
      return { id: textOf(id), begunAfter: numberOf(begunAfter) };
    });
    if (said[1] === undefined || said[1] === null) return { lineage, event: undefined };
    const [position, eventId, recordedAtMicros] = said[1] as readonly unknown[];
    const event = {
      position: numberOf(position),
      eventId: textOf(eventId),
      recordedAtMicros: numberOf(recordedAtMicros),
    };
    return { lineage, event };
  } catch {
    return undefined;
  }
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new TypeError();
}

function numberOf(value: unknown): number {
  if (Number.isSafeInteger(value) && Number(value) >= 0) return Number(value);
  throw new TypeError();
}
