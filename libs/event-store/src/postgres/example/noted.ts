import { randomUUID } from 'node:crypto';
import { DomainEvent, EventType } from '@daybook/domain';
import { EventCodec } from '../../codec/event-codec.js';
import { EventTypeRegistry } from '../../codec/event-type-registry.js';
import { noValidation } from '../../codec/validation/payload-validator.js';

/** The event that the specs of this folder write. */
@EventType('example.noted')
export class Noted extends DomainEvent<'example.noted'> {
  readonly text!: string;
}

export const notedCodec = new EventCodec({
  registry: new EventTypeRegistry().register(Noted),
  validation: noValidation,
});

/** Events with these texts. */
export function notes(...texts: readonly string[]): readonly Noted[] {
  return texts.map((text) => Noted.of({ text }));
}

/** The name of a stream that nobody has used. */
export function newStream(category = 'note'): string {
  return `${category}-${randomUUID()}`;
}
