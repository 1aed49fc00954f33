import { type DomainEvent, type EventDefinition, eventFromJson, type Metadata } from '@daybook/domain';
import { described } from '../stream/described.js';
import type { RecordedEvent } from '../stream/recorded-event.js';
import type { DeclaredFields } from './declared-fields.js';
import type { EventTypeRegistry } from './event-type-registry.js';
import { JsonEvent } from './json-event.js';
import type { StoredEvent } from './stored-event.js';
import { UnknownEventType } from './unknown-event-type.error.js';

const inspection = Symbol.for('nodejs.util.inspect.custom');

/** The last step up: JSON under a type's name becomes an instance of the class that bears the name, once it is asked for. */
export class DecodedEvent extends JsonEvent implements RecordedEvent {
  readonly #registry: EventTypeRegistry;
  readonly #declared: DeclaredFields | undefined;
  #event: DomainEvent | undefined;

  constructor(row: StoredEvent, registry: EventTypeRegistry, declared?: DeclaredFields) {
    super(row);
    this.#registry = registry;
    this.#declared = declared;
  }

  static from(event: JsonEvent, registry: EventTypeRegistry, declared?: DeclaredFields): DecodedEvent {
    return new DecodedEvent(event.row, registry, declared);
  }

  /**
   * Whether this process is one that can make `event`: a class has the type in this version, or upcasters lead to one. Where
   * those have failed, it is known what it is, and wrong.
   */
  get isKnown(): boolean {
    if (typeof this.row.data === 'function') return true;
    return this.#registry.byType(this.type)?.schemaVersion === this.schemaVersion;
  }

  /**
   * @throws UnknownEventType no registered class bears this type and schema version
   * @throws StoredEventUnreadable what is stored is not JSON, or a field's codec refuses it
   * @throws UpcasterFailed it is stored in an older shape, and could not be lifted
   */
  get event(): DomainEvent {
    return (this.#event ??= this.make());
  }

  private make(): DomainEvent {
    // First: one that could not be lifted is of no shape that anybody knows, and that is not what is to be said of it.
    const lifted = typeof this.row.data === 'function' ? this.freshData() : undefined;
    const definition = this.definition();
    // Made for the event alone, because its values become part of it: whoever changes `data` must not change both.
    const data = lifted ?? this.freshData();
    try {
      return eventFromJson(definition, data, this.#declared?.of(definition));
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
  toJSON(): Omit<RecordedEvent, 'event' | 'part' | 'parts'> & {
    readonly part?: number;
    readonly parts?: number;
    readonly metadata: Metadata;
  } {
    const { streamId, version, position, eventId, type, schemaVersion, data, metadata, occurredAt, recordedAt } = this;
    const { part, parts } = this;
    const split = parts > 1 ? { part, parts } : {};
    return {
      streamId,
      version,
      position,
      eventId,
      ...split,
      type,
      schemaVersion,
      data,
      metadata,
      occurredAt,
      recordedAt,
    };
  }

  [inspection](): unknown {
    return this.toJSON();
  }
}
