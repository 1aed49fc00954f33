import type { StoredEvent } from '../codec/stored-event.js';
import type { TextRow } from './connection.js';

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

// A JSON string, in UTC and without saying so; left unparsed until somebody asks for the date.
function momentOf(json: string): string {
  return `${json.slice(1, -1)}Z`;
}
