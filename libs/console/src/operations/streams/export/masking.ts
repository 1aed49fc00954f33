import { eventFromJson, type JsonObject, personalFieldsOf } from '@daybook/domain';
import { type EventTypeRegistry, type Metadata, type RecordedEvent, UnknownEventType } from '@daybook/event-store';
import type { ExportMask } from '../file/export-header.js';
import { Mask } from './mask.js';
import { MaskMatchesNothing } from './mask-matches-nothing.error.js';
import { MaskUnreadable } from './mask-unreadable.error.js';

/** From which command and in which conversation: says nothing of a person, and an investigation needs it. */
const keptMetadata = new Set(['command', 'correlationId', 'causationId', 'traceparent']);

/** What is to be masked. */
export interface MaskingOptions {
  /** Everything that bears `@PersonalData`, and of the metadata all but the command and the conversation. */
  readonly personal: boolean;
  /** Further fields: the type's name, a dot, the field's name. */
  readonly fields: readonly string[];
}

/** Masks events on their way into an export. Where it cannot know what is personal, it refuses. */
export class Masking {
  readonly #mask = new Mask();
  readonly #named = new Map<string, Set<string>>();
  readonly #seenTypes = new Set<string>();
  readonly #matched = new Set<string>();

  /** @throws MaskMatchesNothing a field is not named `<type>.<field>` */
  constructor(
    private readonly registry: EventTypeRegistry,
    private readonly options: MaskingOptions,
  ) {
    for (const name of options.fields) {
      const dot = name.lastIndexOf('.');
      if (dot < 1 || dot === name.length - 1 || registry.byType(name.slice(0, dot)) === undefined) {
        throw new MaskMatchesNothing(name);
      }
      const type = name.slice(0, dot);
      this.#named.set(type, (this.#named.get(type) ?? new Set()).add(name.slice(dot + 1)));
    }
  }

  get description(): ExportMask | null {
    const { personal, fields } = this.options;
    return personal || fields.length > 0 ? { personal, fields } : null;
  }

  /**
   * The content of an event as it goes into the export.
   *
   * @throws UnknownEventType nobody here can say which of its fields are personal
   * @throws MaskUnreadable a masked event could not be read any more
   */
  contentOf(recorded: RecordedEvent): { readonly data: JsonObject; readonly metadata: Metadata } {
    const { type, data, metadata } = recorded;
    this.#seenTypes.add(type);
    const fields = new Set([...(this.#named.get(type) ?? []), ...this.#personalFieldsOf(recorded)]);
    const masked = Object.fromEntries(Object.entries(data).filter(([field]) => fields.has(field)));
    for (const field of Object.keys(masked)) this.#matched.add(`${type}.${field}`);
    const content = { ...data, ...(this.#mask.of(masked) as JsonObject) };
    this.#refuseUnreadable(type, content, Object.keys(masked));
    return { data: content, metadata: this.options.personal ? this.#maskedMetadata(metadata) : metadata };
  }

  /** A name that is spelled wrong would let through what it was to hide. @throws MaskMatchesNothing */
  refuseUnmatched(): void {
    const unmatched = this.options.fields.find(
      (name) => this.#seenTypes.has(name.slice(0, name.lastIndexOf('.'))) && !this.#matched.has(name),
    );
    if (unmatched !== undefined) throw new MaskMatchesNothing(unmatched);
  }

  #personalFieldsOf({ type, schemaVersion, streamId, version }: RecordedEvent): ReadonlySet<string> {
    if (!this.options.personal) return new Set();
    const definition = this.registry.byType(type);
    // In another schema version the fields may have other names.
    if (definition?.schemaVersion === schemaVersion) return personalFieldsOf(definition.eventClass);
    throw new UnknownEventType(type, schemaVersion, definition?.schemaVersion, `version ${version} of ${streamId}`);
  }

  #maskedMetadata(metadata: Metadata): Metadata {
    const entries = Object.entries(metadata).map(([name, value]) =>
      keptMetadata.has(name) || value === undefined ? [name, value] : [name, this.#mask.of(value)],
    );
    return Object.fromEntries(entries) as Metadata;
  }

  #refuseUnreadable(type: string, content: JsonObject, masked: readonly string[]): void {
    const definition = this.registry.byType(type);
    if (definition === undefined || masked.length === 0) return;
    try {
      eventFromJson(definition, structuredClone(content));
    } catch (cause) {
      throw new MaskUnreadable(type, masked, cause);
    }
  }
}
