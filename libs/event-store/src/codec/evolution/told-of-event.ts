import type { Metadata, UpcastMetadata } from '@daybook/domain';
import { categoryOf } from '../../stream/stream-id.js';
import type { JsonEvent } from '../json-event.js';

/**
 * What upcasters are told of a stored event. Made of copies where it could be changed, and only when it is asked for: most
 * upcasters look at nothing but the payload.
 */
export class ToldOfEvent implements UpcastMetadata {
  readonly #event: JsonEvent;

  constructor(event: JsonEvent) {
    this.#event = event;
  }

  get eventId(): string {
    return this.#event.eventId;
  }

  get type(): string {
    return this.#event.type;
  }

  get schemaVersion(): number {
    return this.#event.schemaVersion;
  }

  get streamId(): string {
    return this.#event.streamId;
  }

  get category(): string {
    return categoryOf(this.#event.streamId);
  }

  get aggregateId(): string {
    const { streamId } = this.#event;
    return streamId.slice(streamId.indexOf('-') + 1);
  }

  get version(): number {
    return this.#event.version;
  }

  get position(): number {
    return this.#event.position;
  }

  get occurredAt(): Date {
    return new Date(this.#event.occurredAt);
  }

  get recordedAt(): Date {
    return new Date(this.#event.recordedAt);
  }

  get metadata(): Metadata {
    return this.#event.freshMetadata();
  }
}
