import type { JsonObject, Metadata } from '@daybook/domain';
import { StoredEventUnreadable } from './stored-event-unreadable.error.js';
import type { StoredEvent } from './stored-event.js';

/** What a stage may change about an event on its way up. */
export type JsonEventChanges = Partial<
  Pick<StoredEvent, 'type' | 'schemaVersion' | 'data' | 'metadata' | 'part' | 'parts'>
>;

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

  get part(): number {
    return this.row.part ?? 1;
  }

  get parts(): number {
    return this.row.parts ?? 1;
  }

  get type(): string {
    return this.row.type;
  }

  get schemaVersion(): number {
    return this.row.schemaVersion;
  }

  /** @throws StoredEventUnreadable what is stored is not JSON */
  get data(): JsonObject {
    const { data } = this.row;
    return (this.#data ??= typeof data === 'object' ? data : this.freshData());
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

  /**
   * The data once more, sharing nothing with what was handed out before.
   * @throws StoredEventUnreadable what is stored is not JSON
   */
  freshData(): JsonObject {
    const { data } = this.row;
    if (typeof data === 'string') return this.parse<JsonObject>(data);
    return typeof data === 'function' ? data() : structuredClone(data);
  }

  /**
   * The metadata once more, as with the data.
   * @throws StoredEventUnreadable what is stored is not JSON
   */
  freshMetadata(): Metadata {
    const { metadata } = this.row;
    return typeof metadata === 'string' ? this.parse<Metadata>(metadata) : structuredClone(metadata);
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
