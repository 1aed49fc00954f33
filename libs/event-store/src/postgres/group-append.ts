import type { PoolClient } from 'pg';
import { jsonArray, plainArray } from './array-text.js';
import { queryOn } from './connection.js';
import { expectedCode, type AppendUnit, type PartAnswer } from './append-unit.js';
import type { Statements } from './statements.js';

/**
 * Makes several appends in one call of `sql/functions/append_group.sql`, and answers for each of them in turn. They may
 * meet on a stream: each is judged after the ones before it.
 */
export async function appendGroup(
  client: PoolClient,
  statements: Statements,
  units: readonly AppendUnit[],
): Promise<readonly (readonly PartAnswer[])[]> {
  const rows = await queryOn(client, statements.append_group, parametersOf(units));
  let next = 0;
  return units.map(({ parts }) =>
    rows.slice(next, (next += parts.length)).map(([outcome, version, position]) => ({
      outcome: outcome ?? '',
      version: Number(version),
      position: Number(position),
      knownEventIds: null,
    })),
  );
}

function parametersOf(units: readonly AppendUnit[]): readonly unknown[] {
  const streams = new Map<string, number>();
  const part = { unit: [] as number[], stream: [] as number[], expected: [] as number[], events: [] as number[] };
  const keys: (string | null)[] = [];
  const fingerprints: (string | null)[] = [];
  const event = {
    part: [] as number[],
    offset: [] as number[],
    id: [] as string[],
    type: [] as string[],
    schemaVersion: [] as number[],
    data: [] as string[],
    metadata: [] as string[],
    occurredAt: [] as (string | null)[],
  };
  units.forEach((unit, index) => {
    for (const { streamId, expected, events } of unit.parts) {
      const stream = streams.get(streamId) ?? streams.size + 1;
      streams.set(streamId, stream);
      part.unit.push(index + 1);
      part.stream.push(stream);
      part.expected.push(expectedCode(expected));
      part.events.push(events.length);
      keys.push(unit.idempotencyKey);
      fingerprints.push(unit.fingerprint);
      events.forEach((encoded, offset) => {
        event.part.push(part.unit.length);
        event.offset.push(offset + 1);
        event.id.push(encoded.eventId);
        event.type.push(encoded.type);
        event.schemaVersion.push(encoded.schemaVersion);
        event.data.push(encoded.data);
        event.metadata.push(encoded.metadata);
        event.occurredAt.push(encoded.occurredAt?.toISOString() ?? null);
      });
    }
  });
  const withKeys = keys.some((key) => key !== null);
  return [
    [...streams.keys()],
    plainArray(part.unit),
    plainArray(part.stream),
    plainArray(part.expected),
    plainArray(part.events),
    withKeys ? keys : null,
    withKeys ? fingerprints : null,
    plainArray(event.part),
    plainArray(event.offset),
    plainArray(event.id),
    event.type,
    plainArray(event.schemaVersion),
    jsonArray(event.data),
    jsonArray(event.metadata),
    plainArray(event.occurredAt),
  ];
}
