import type { DomainEvent } from '@daybook/domain';
import type { EventTypeRegistry } from '../event-type-registry.js';
import { EventPayloadInvalid } from './event-payload-invalid.error.js';
import type { PayloadValidator, Violations } from './payload-validator.js';

/** Judges a batch of events: at once where the validator does, and the first invalid one is reported. */
export class PayloadValidation {
  constructor(
    private readonly registry: EventTypeRegistry,
    private readonly validator: PayloadValidator,
  ) {}

  /** @throws EventPayloadInvalid */
  check(events: readonly DomainEvent[]): undefined | Promise<undefined> {
    const later: Promise<undefined>[] = [];
    events.forEach((event, index) => {
      const definition = this.registry.definitionOf(event);
      if (definition === undefined) return;
      const violations = this.validator.validate(event, definition);
      if (!('then' in violations)) return refuse(violations, definition.type, index);
      later.push(violations.then((known) => refuse(known, definition.type, index)));
    });
    return later.length === 0 ? undefined : Promise.all(later).then(() => undefined);
  }
}

function refuse(violations: Violations, type: string, index: number): undefined {
  if (violations.length > 0) throw new EventPayloadInvalid(type, index, violations);
}
