import {
  DuplicateEventType,
  eventDefinitionOf,
  newEventId,
  unknownFieldsOf,
  type DomainEvent,
  type EventClass,
  type EventDefinition,
  type JsonObject,
} from '@daybook/domain';
import type { ProposedEvent } from '../stream/proposed-event.js';
import type { RecordedEvent } from '../stream/recorded-event.js';
import type { CodecLimits } from './codec-limits.js';
import type { CodecStage } from './codec-stage.js';
import type { DeclaredFields } from './declared-fields.js';
import { DecodedEvent } from './decoded-event.js';
import type { EventTypeRegistry } from './event-type-registry.js';
import { pathOf } from './field-path.js';
import { JsonCopy, tooLarge } from './json-copy.js';
import type { JsonEvent } from './json-event.js';
import { JsonFinding } from './json-finding.js';
import { NotJsonData } from './not-json-data.error.js';
import { PayloadTooLarge } from './payload-too-large.error.js';
import type { ProposedJsonEvent } from './proposed-json-event.js';
import { StoredShape } from './stored-shape.js';
import { UnknownEventType } from './unknown-event-type.error.js';

/** An event as it is handed to the first stage. */
export interface EventToEncode extends ProposedEvent {
  readonly streamId: string;
  /** What an event without `occurredAt` gets. */
  readonly now: Date | undefined;
}

/** Between an event's class and its type's name with JSON data; the declared field codecs are applied here. */
export class TypeStage implements CodecStage<EventToEncode, ProposedJsonEvent, JsonEvent, RecordedEvent> {
  readonly name = 'type';

  constructor(
    private readonly registry: EventTypeRegistry,
    private readonly limits: CodecLimits,
    private readonly declared?: DeclaredFields,
  ) {}

  /**
   * @throws EventTypeMissing, UnknownEventType, DuplicateEventType the event's class is not the one registered
   * @throws NotJsonData, PayloadTooLarge the payload or the metadata cannot be kept
   */
  encode(batch: readonly EventToEncode[]): readonly ProposedJsonEvent[] {
    return batch.map(({ streamId, event, eventId, metadata, occurredAt, now }, index) => {
      const field = `events[${index}]`;
      return {
        streamId,
        eventId: eventId ?? newEventId(),
        ...this.shapeOf(event, field),
        metadata: this.metadataOf(metadata, `${field}.metadata`),
        occurredAt: occurredAt ?? now,
      };
    });
  }

  decode(batch: readonly JsonEvent[]): readonly RecordedEvent[] {
    return batch.map((event) => DecodedEvent.from(event, this.registry, this.declared));
  }

  private shapeOf(event: DomainEvent, field: string): Pick<ProposedJsonEvent, 'type' | 'schemaVersion' | 'data'> {
    if (event instanceof StoredShape) {
      const { type, schemaVersion, data } = event;
      return { type, schemaVersion, data: this.copyOf(data, this.limits.payloadBytes, `${field}.data`) };
    }
    const definition = this.definitionOf(event, field);
    const { type, schemaVersion } = definition;
    return { type, schemaVersion, data: this.dataOf(event, definition, `${field}.data`) };
  }

  private definitionOf(event: DomainEvent, field: string): EventDefinition {
    const known = this.registry.definitionOf(event);
    if (known !== undefined) return known;
    const eventClass = (Object.getPrototypeOf(event) as { readonly constructor: EventClass }).constructor;
    const { type, schemaVersion } = eventDefinitionOf(eventClass);
    const namesake = this.registry.byType(type);
    if (namesake !== undefined) throw new DuplicateEventType(type, namesake.eventClass, eventClass);
    throw new UnknownEventType(type, schemaVersion, undefined, field);
  }

  private dataOf(event: DomainEvent, { fieldCodecs }: EventDefinition, field: string): JsonObject {
    if ('toJSON' in event)
      throw new NotJsonData(`${field}.toJSON`, 'would decide what is written', 'Remove the method.');
    const encoded =
      fieldCodecs.size === 0
        ? undefined
        : (name: string, value: unknown): unknown => {
            const codec = value === null ? undefined : fieldCodecs.get(name);
            if (codec === undefined) return value;
            try {
              return codec.encode(value);
            } catch (cause) {
              return new JsonFinding(`is refused by its codec "${codec.name}"`, 'Give a value of its type.', cause);
            }
          };
    const own = this.copyOf(event, this.limits.payloadBytes, field, encoded);
    // One that was read may have been stored with more than its class declares.
    const unknown = unknownFieldsOf(event);
    const data = unknown === undefined ? own : { ...unknown, ...own };
    if (!Object.hasOwn(data, 'constructor')) return data;
    throw new NotJsonData(`${field}.constructor`, 'is a reserved name', 'Rename the field.');
  }

  private metadataOf(metadata: object | undefined, field: string): JsonObject {
    return metadata === undefined ? {} : this.copyOf(metadata, this.limits.metadataBytes, field);
  }

  private copyOf(
    source: object,
    bytes: number,
    field: string,
    encoded?: (name: string, value: unknown) => unknown,
  ): JsonObject {
    const copy = new JsonCopy(bytes, this.limits.depth).of(source, encoded);
    if (copy === tooLarge) throw new PayloadTooLarge(field, bytes);
    if (!(copy instanceof JsonFinding)) return copy;
    const { reason, advice, cause, steps } = copy;
    throw new NotJsonData(
      `${field}${pathOf(steps.reverse())}`,
      reason,
      advice,
      cause === undefined ? undefined : { cause },
    );
  }
}
