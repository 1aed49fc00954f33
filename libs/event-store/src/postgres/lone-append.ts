import type { PoolClient } from 'pg';
import type { TextRow } from './connection.js';
import { jsonArray, plainArray } from './array-text.js';
import { queryOn } from './connection.js';
import { expectedCode, type AppendUnit, type PartAnswer } from './append-unit.js';
import type { Statements } from './statements.js';
import { parseUuids } from './uuid-array.js';

/** Makes one append by `sql/functions/append.sql` on this connection, in whatever transaction it is in. */
export async function appendAlone(
  client: PoolClient,
  statements: Statements,
  unit: AppendUnit,
): Promise<readonly PartAnswer[]> {
  const rows = await queryOn(client, statements.append, parametersOf(unit));
  return rows.map(answerOf);
}

function parametersOf({ parts, idempotencyKey, fingerprint }: AppendUnit): readonly unknown[] {
  const streamOf: number[] = [];
  const offsets: number[] = [];
  parts.forEach((part, stream) =>
    part.events.forEach((_, offset) => {
      streamOf.push(stream + 1);
      offsets.push(offset + 1);
    }),
  );
  const events = parts.flatMap((part) => part.events);
  return [
    parts.map((part) => part.streamId),
    plainArray(parts.map((part) => expectedCode(part.expected))),
    plainArray(streamOf),
    plainArray(offsets),
    plainArray(events.map((event) => event.eventId)),
    events.map((event) => event.type),
    plainArray(events.map((event) => event.schemaVersion)),
    jsonArray(events.map((event) => event.data)),
    jsonArray(events.map((event) => event.metadata)),
    plainArray(events.map((event) => event.occurredAt?.toISOString() ?? null)),
    idempotencyKey,
    fingerprint,
  ];
}

function answerOf([outcome, version, position, knownEventIds]: TextRow): PartAnswer {
  return {
    outcome: outcome ?? '',
    version: Number(version),
    position: Number(position),
    knownEventIds: knownEventIds == null ? null : parseUuids(knownEventIds),
  };
}
