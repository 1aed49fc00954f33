import type { EncodedEvent } from '../codec/encoded-event.js';
import type { StoredEvent } from '../codec/stored-event.js';
import { canonicalJson, appendFingerprint } from '../codec/append-fingerprint.js';
import type { AppendAllResult, AppendResult } from '../stream/append-result.js';
import { ConcurrencyError } from '../stream/concurrency.error.js';
import { EventIdConflict } from '../stream/event-id-conflict.error.js';
import type { ExpectedVersion } from '../stream/expected-version.js';
import { IdempotencyKeyConflict } from '../stream/idempotency-key-conflict.error.js';

/** One stream's share of an append, encoded. */
export interface MemoryAppend {
  readonly streamId: string;
  readonly expected: ExpectedVersion;
  readonly events: readonly EncodedEvent[];
}

/** An event in memory: JSON text, as a database would hold it, so that no two readers share an object. */
export interface MemoryRow extends StoredEvent {
  readonly data: string;
  readonly metadata: string;
  readonly recordedAt: number;
}

/** The log and its indexes. Every method is synchronous, so that an append is atomic by nature. */
export class MemoryLog {
  readonly rows: MemoryRow[] = [];
  readonly #streams = new Map<string, MemoryRow[]>();
  readonly #byEventId = new Map<string, MemoryRow>();
  readonly #byKey = new Map<string, { readonly fingerprint: string; readonly result: AppendAllResult }>();

  stream(streamId: string): readonly MemoryRow[] {
    return this.#streams.get(streamId) ?? [];
  }

  /** The order of the checks is the port's: idempotency key, event ids, expected versions. */
  append(appends: readonly MemoryAppend[], key: string | undefined, now: Date): AppendAllResult {
    const known = key === undefined ? undefined : this.#byKey.get(key);
    if (key !== undefined && known !== undefined) {
      if (known.fingerprint !== appendFingerprint(appends)) throw new IdempotencyKeyConflict(key);
      return repeated(known.result);
    }
    const earlier = this.earlier(appends);
    if (earlier !== undefined) return earlier;
    for (const { streamId, expected } of appends) this.expect(streamId, expected);
    const result = resultOf(appends.map((append) => this.write(append, now)));
    if (key !== undefined) this.#byKey.set(key, { fingerprint: appendFingerprint(appends), result });
    return result;
  }

  /** The first result, if all event ids are known with the same content; undefined if none is known. */
  private earlier(appends: readonly MemoryAppend[]): AppendAllResult | undefined {
    const events = appends.flatMap(({ streamId, events }) => events.map((event) => ({ streamId, event })));
    const foundAny = events.some(({ event }) => this.#byEventId.has(event.eventId));
    if (!foundAny) return undefined;
    for (const { streamId, event } of events) {
      const row = this.#byEventId.get(event.eventId);
      if (row === undefined || row.streamId !== streamId || !hasContent(row, event)) {
        throw new EventIdConflict(streamId, event.eventId);
      }
    }
    return repeated(
      resultOf(
        appends.map(({ streamId, events }) =>
          lastOf(
            streamId,
            events.map((event) => this.row(event)),
          ),
        ),
      ),
    );
  }

  private expect(streamId: string, expected: ExpectedVersion): void {
    const actual = this.stream(streamId).length;
    const holds =
      expected === 'any' ||
      (expected === 'streamExists' ? actual > 0 : actual === (expected === 'noStream' ? 0 : expected));
    if (!holds) throw new ConcurrencyError(streamId, expected, actual);
  }

  private write({ streamId, events }: MemoryAppend, now: Date): AppendResult {
    const stream = this.#streams.get(streamId) ?? [];
    this.#streams.set(streamId, stream);
    // A clock that steps back must not let recordedAt decrease within a stream.
    const recordedAt = Math.max(now.getTime(), stream.at(-1)?.recordedAt ?? 0);
    const rows = events.map((event, offset) => ({
      ...event,
      streamId,
      version: stream.length + offset + 1,
      position: this.rows.length + offset + 1,
      occurredAt: event.occurredAt?.getTime() ?? recordedAt,
      recordedAt,
    }));
    for (const row of rows) {
      this.rows.push(row);
      stream.push(row);
      this.#byEventId.set(row.eventId, row);
    }
    return lastOf(streamId, rows);
  }

  private row(event: EncodedEvent): MemoryRow {
    return this.#byEventId.get(event.eventId) as MemoryRow;
  }
}

function hasContent(row: MemoryRow, event: EncodedEvent): boolean {
  if (row.type !== event.type || row.schemaVersion !== event.schemaVersion) return false;
  return row.data === event.data || canonicalJson(row.data) === canonicalJson(event.data);
}

function lastOf(streamId: string, rows: readonly MemoryRow[]): AppendResult {
  const version = Math.max(...rows.map((row) => row.version));
  const position = Math.max(...rows.map((row) => row.position));
  return { streamId, version, position, eventIds: rows.map(({ eventId }) => eventId), repeated: false };
}

function resultOf(streams: readonly AppendResult[]): AppendAllResult {
  return { streams, position: Math.max(...streams.map(({ position }) => position)), repeated: false };
}

function repeated(first: AppendAllResult): AppendAllResult {
  return { ...first, streams: first.streams.map((stream) => ({ ...stream, repeated: true })), repeated: true };
}
