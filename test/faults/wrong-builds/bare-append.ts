import type { AppendAllResult, EventStore, ExpectedVersion, StreamAppend } from '@daybook/event-store';
import type { Pool } from 'pg';
import type { RequestedAppend } from '../load/request.js';

/**
 * A store that calls the function and believes the driver: what resolves is a success, what rejects is what the caller
 * gets. It sends everything once.
 */
export function bareAppend(pool: Pool, schema = 'daybook'): Pick<EventStore, 'appendAll'> {
  return {
    async appendAll(appends: readonly StreamAppend[]): Promise<AppendAllResult> {
      const text = `SELECT version, last_position FROM ${schema}.append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, NULL, NULL)`;
      const { rows } = await pool.query<{ version: string; last_position: string }>(text, parametersOf(appends));
      const streams = appends.map(({ streamId }, n) => ({
        streamId,
        version: Number(rows[n]!.version),
        position: Number(rows[n]!.last_position),
        eventIds: [],
        repeated: false,
      }));
      return { streams, position: Math.max(...streams.map(({ position }) => position)), repeated: false };
    },
  };
}

function parametersOf(given: readonly StreamAppend[]): unknown[] {
  const appends = given as readonly RequestedAppend[];
  const places = appends.flatMap(({ events }, stream) => events.map((event, place) => ({ event, stream, place })));
  return [
    appends.map(({ streamId }) => streamId),
    appends.map(({ expected }) => codeOf(expected)),
    places.map(({ stream }) => stream + 1),
    places.map(({ place }) => place + 1),
    places.map(({ event }) => event.eventId),
    places.map(() => 'faults.credited'),
    places.map(() => 1),
    places.map(({ event }) => JSON.stringify(event.event)),
    places.map(() => '{}'),
    places.map(() => null),
  ];
}

function codeOf(expected: ExpectedVersion): number {
  return typeof expected === 'number' ? expected : { noStream: 0, any: -1, streamExists: -2 }[expected];
}
