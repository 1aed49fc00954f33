import { eventFromJson, type DomainEvent, type EventDefinition, type JsonObject } from '@daybook/domain';
import { described } from '../stream/described.js';
import type { Metadata } from '../stream/metadata.js';
import type { RecordedEvent } from '../stream/recorded-event.js';
import type { EventTypeRegistry } from './event-type-registry.js';
import { JsonEvent } from './json-event.js';
import type { StoredEvent } from './stored-event.js';
import { UnknownEventType } from './unknown-event-type.error.js';

const inspection = Symbol.for('nodejs.util.inspect.custom');

/** The last step up: JSON under a type's name becomes an instance of the class that bears the name, once it is asked for. */
export class DecodedEvent extends JsonEvent implements RecordedEvent {
  readonly #registry: EventTypeRegistry;
  #event: DomainEvent | undefined;

  constructor(row: StoredEvent, registry: EventTypeRegistry) {
    super(row);
    this.#registry = registry;
  }

  static from(event: JsonEvent, registry: EventTypeRegistry): DecodedEvent {
    return new DecodedEvent(event.row, registry);
  }

  /**
   * @throws UnknownEventType no registered class bears this type and schema version
   * @throws StoredEventUnreadable what is stored is not JSON, or a field's codec refuses it
   */
  get event(): DomainEvent {
    return (this.#event ??= this.make());
  }

  private make(): DomainEvent {
    const definition = this.definition();
    // Parsed for the event alone, because its values become part of it: whoever changes `data` must not change both.
    const data = this.parse<JsonObject>(this.row.data);
    try {
      return eventFromJson(definition, data);
    } catch (cause) {
      throw this.unreadable(cause);
    }
  }

  private definition(): EventDefinition {
    const definition = this.#registry.byType(this.type);
    if (definition !== undefined && definition.schemaVersion === this.schemaVersion) return definition;
    const place = `version ${this.version} of stream ${described(this.streamId)}`;
    throw new UnknownEventType(this.type, this.schemaVersion, definition?.schemaVersion, place);
  }

  /** The envelope and the payload as plain values, for `JSON.stringify` and for `console.log`. */
  toJSON(): Omit<RecordedEvent, 'event'> & { readonly metadata: Metadata } {
    const { streamId, version, position, eventId, type, schemaVersion, data, metadata, occurredAt, recordedAt } = this;
    return { streamId, version, position, eventId, type, schemaVersion, data, metadata, occurredAt, recordedAt };
  }

  [inspection](): unknown {
    return this.toJSON();
  }
}
