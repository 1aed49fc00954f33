import type { EventDefinition } from '@daybook/domain';
import type { PayloadValidator } from './validation/payload-validator.js';

/**
 * Which fields the classes of events declare, where that can be known: TypeScript's own declarations are gone by the time
 * that the code runs. What decides what may be appended knows it, and from there come the fields that may be read.
 */
export class DeclaredFields {
  readonly #known = new Map<EventDefinition, ReadonlySet<string> | undefined>();

  constructor(private readonly validator: Pick<PayloadValidator, 'fieldsOf'>) {}

  /** The fields of a class; undefined if they are not known. */
  of(definition: EventDefinition): ReadonlySet<string> | undefined {
    if (!this.#known.has(definition)) this.#known.set(definition, this.#find(definition));
    return this.#known.get(definition);
  }

  #find(definition: EventDefinition): ReadonlySet<string> | undefined {
    const judged = this.validator.fieldsOf?.(definition);
    if (judged === undefined) return undefined;
    // With what a new instance has by itself, which depends on how the class was compiled, and what is kept by a codec.
    return new Set([...judged, ...Object.keys(new definition.eventClass()), ...definition.fieldCodecs.keys()]);
  }
}
