import type { EncodedEvent } from '../codec/encoded-event.js';
import type { StoredEvent } from '../codec/stored-event.js';
import { canonicalJson, appendFingerprint } from '../codec/append-fingerprint.js';
import type { AppendAllResult, AppendResult } from '../stream/append-result.js';
import { ConcurrencyError } from '../stream/concurrency.error.js';
import { EventIdConflict } from '../stream/event-id-conflict.error.js';
import type { ExpectedVersion } from '../stream/expected-version.js';
import { type Idempotency, spentKey } from '../stream/idempotency.js';
import type { KeptAppend } from '../stream/kept-append.js';
import { StreamClosed } from '../stream/stream-closed.error.js';
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

interface KnownKey {
  readonly fingerprint: string;
  readonly result: AppendAllResult;
}

/** The log and its indexes. Every method is synchronous, so that an append is atomic by nature. */
export class MemoryLog {
  #rows: MemoryRow[] = [];
  /** How many of the rows readers see: not those of an append that may still be taken back. */
  #readable: number | undefined;
  readonly #streams = new Map<string, MemoryRow[]>();
  readonly #byEventId = new Map<string, MemoryRow>();
  readonly #byKey = new Map<string, KnownKey>();
  readonly #closed = new Set<string>();

  /** What readers of the log see. */
  get rows(): readonly MemoryRow[] {
    return this.#readable === undefined ? this.#rows : this.#rows.slice(0, this.#readable);
  }

  get streamIds(): readonly string[] {
    return [...this.#streams.keys()];
  }

  /** Has a stream take no further events, or take events again. */
  close(streamId: string, isClosed = true): void {
    if (isClosed) this.#closed.add(streamId);
    else this.#closed.delete(streamId);
  }

  /** The version of a stream, with what readers do not see yet. */
  versionOf(streamId: string): number {
    return this.#streams.get(streamId)?.length ?? 0;
  }

  isClosed(streamId: string): boolean {
    return this.#closed.has(streamId);
  }

  /** What readers of a stream see. */
  stream(streamId: string): readonly MemoryRow[] {
    const rows = this.#streams.get(streamId) ?? [];
    const end = this.#readable;
    return end === undefined ? rows : rows.filter(({ position }) => position <= end);
  }

  /** Shows readers nothing of what is appended from now on, until `show` or `takeBack`. */
  hide(): void {
    this.#readable = this.#rows.length;
  }

  /** The rows that readers do not see yet. */
  get hidden(): readonly MemoryRow[] {
    return this.#rows.slice(this.#readable);
  }

  show(): void {
    this.#readable = undefined;
  }

  /** Undoes what was appended since `hide`. */
  takeBack(idempotencyKey: string | undefined): void {
    const { hidden } = this;
    if (hidden.length > 0 && idempotencyKey !== undefined) this.#byKey.delete(idempotencyKey);
    for (const { streamId, eventId } of hidden.toReversed()) {
      this.#streams.get(streamId)?.pop();
      this.#byEventId.delete(eventId);
    }
    this.#rows = this.#rows.slice(0, this.#readable);
    this.show();
  }

  /** The order of the checks is the port's: idempotency key, event ids, closed streams, expected versions. */
  append(appends: readonly MemoryAppend[], idempotency: Idempotency | undefined, now: Date): AppendAllResult {
    const key = idempotency?.key;
    const fingerprint = idempotency && (idempotency.fingerprint ?? appendFingerprint(appends));
    const known = key === undefined ? undefined : this.#byKey.get(key);
    if (key !== undefined && known !== undefined) {
      if (known.fingerprint !== fingerprint || !isOnStreams(known, appends)) throw new IdempotencyKeyConflict(key);
      return repeated(known.result);
    }
    const earlier = this.earlier(appends);
    if (earlier !== undefined) return earlier;
    for (const { streamId } of appends) if (this.#closed.has(streamId)) throw new StreamClosed(streamId);
    for (const { streamId, expected } of appends) this.expect(streamId, expected);
    const result = resultOf(appends.map((append) => this.write(append, now)));
    if (key !== undefined && fingerprint !== undefined) this.#byKey.set(key, { fingerprint, result });
    return result;
  }

  /** The ids of what was appended under a key. */
  idsUnderKey(key: string): readonly string[] {
    return this.#byKey.get(key)?.result.streams.flatMap(({ eventIds }) => eventIds) ?? [];
  }

  /** The rows of those events that are here. */
  rowsOf(eventIds: readonly string[]): readonly MemoryRow[] {
    return eventIds.map((eventId) => this.#byEventId.get(eventId)).filter((row) => row !== undefined);
  }

  underKey(key: string): KeptAppend | undefined {
    const known = this.#byKey.get(key);
    return known && { fingerprint: known.fingerprint, streams: known.result.streams, position: known.result.position };
  }

  /** Uses a key up, so that nothing can be done under it; unless something was. */
  spend(key: string): 'spent' | 'known' | 'used' {
    const known = this.#byKey.get(key);
    if (known !== undefined) return known.fingerprint === spentKey ? 'known' : 'used';
    this.#byKey.set(key, { fingerprint: spentKey, result: { streams: [], position: 0, repeated: false } });
    return 'spent';
  }

  /** Undoes what `spend` has done. */
  giveBack(key: string): void {
    this.#byKey.delete(key);
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
    const actual = this.#streams.get(streamId)?.length ?? 0;
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
      position: this.#rows.length + offset + 1,
      occurredAt: event.occurredAt?.getTime() ?? recordedAt,
      recordedAt,
    }));
    for (const row of rows) {
      this.#rows.push(row);
      stream.push(row);
      this.#byEventId.set(row.eventId, row);
    }
    return lastOf(streamId, rows);
  }

  private row(event: EncodedEvent): MemoryRow {
    return this.#byEventId.get(event.eventId) as MemoryRow;
  }
}

function isOnStreams({ result }: KnownKey, appends: readonly MemoryAppend[]): boolean {
  const { streams } = result;
  return streams.length === appends.length && streams.every(({ streamId }, at) => streamId === appends[at]?.streamId);
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
