import type { JsonObject } from '@daybook/domain';
import type { Metadata } from '../stream/metadata.js';
import { StoredEventUnreadable } from './stored-event-unreadable.error.js';
import type { StoredEvent } from './stored-event.js';

/** What a stage may change about an event on its way up. */
export type JsonEventChanges = Partial<Pick<StoredEvent, 'type' | 'schemaVersion' | 'data' | 'metadata'>>;

/**
 * A stored event between the stages on its way up: JSON data under its type's name. Everything is parsed when it is
 * first asked for, so that a reader who needs the envelope alone pays for nothing else.
 */
export class JsonEvent {
  #data: JsonObject | undefined;
  #metadata: Metadata | undefined;
  #occurredAt: Date | undefined;
  #recordedAt: Date | undefined;

  constructor(readonly row: StoredEvent) {}

  get streamId(): string {
    return this.row.streamId;
  }

  get version(): number {
    return this.row.version;
  }

  get position(): number {
    return this.row.position;
  }

  get eventId(): string {
    return this.row.eventId;
  }

  get type(): string {
    return this.row.type;
  }

  get schemaVersion(): number {
    return this.row.schemaVersion;
  }

  /** @throws StoredEventUnreadable what is stored is not JSON */
  get data(): JsonObject {
    return (this.#data ??= this.parse<JsonObject>(this.row.data));
  }

  /** @throws StoredEventUnreadable what is stored is not JSON */
  get metadata(): Metadata {
    return (this.#metadata ??= this.parse<Metadata>(this.row.metadata));
  }

  get occurredAt(): Date {
    return (this.#occurredAt ??= new Date(this.row.occurredAt));
  }

  get recordedAt(): Date {
    return (this.#recordedAt ??= new Date(this.row.recordedAt));
  }

  /** The same event with other content. */
  with(changes: JsonEventChanges): JsonEvent {
    return new JsonEvent({ ...this.row, ...changes });
  }

  protected parse<T extends object>(stored: string | T): T {
    if (typeof stored !== 'string') return stored;
    try {
      return JSON.parse(stored) as T;
    } catch (cause) {
      throw this.unreadable(cause);
    }
  }

  protected unreadable(cause: unknown): StoredEventUnreadable {
    return new StoredEventUnreadable(this.streamId, this.version, this.position, this.type, cause);
  }
}
