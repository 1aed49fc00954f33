import pg from 'pg';
import type { StoredEvent } from '../codec/stored-event.js';
import type { TextRow } from './connection.js';

const parseMoment = pg.types.getTypeParser(pg.types.builtins.TIMESTAMPTZ) as (text: string) => Date;

/** A row of the reading statements as an event for the codec; the column order is theirs. */
export function storedEventOf(row: TextRow, streamId: string): StoredEvent {
  return {
    streamId,
    position: Number(row[0]),
    version: Number(row[1]),
    eventId: row[2] as string,
    type: row[3] as string,
    schemaVersion: Number(row[4]),
    data: row[5] as string,
    metadata: row[6] as string,
    occurredAt: momentOf(row[7] as string),
    recordedAt: momentOf(row[8] as string),
  };
}

// A session in UTC, as nearly all are, prints what is ISO 8601 but for two characters; that is left unparsed until
// somebody asks for the date.
function momentOf(text: string): string | Date {
  if (text.endsWith('+00') && text[4] === '-') return `${text.slice(0, 10)}T${text.slice(11, -3)}Z`;
  return parseMoment(text);
}
