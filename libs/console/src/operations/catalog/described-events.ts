import { aggregateDefinitionOf, type EventDefinition, type JsonObject, personalFieldsOf } from '@daybook/domain';
import type { DeclaredParts } from '@daybook/nestjs';
import type { CataloguedReaders } from './event-catalog.js';
import { EventSchemas } from './schema/event-schemas.js';
import type { JsonSchema } from './schema/json-schema.js';
import { classValidatorFields } from './schema/ruled-fields.js';
import type { DeclaredSources } from './sources/declared.js';

/** An event as today's code has it. */
export interface DescribedEvent {
  readonly definition: EventDefinition;
  readonly name: string;
  readonly schema: JsonSchema;
  readonly meaning: string;
  /** The examples of its docstring. */
  readonly examples: readonly JsonObject[];
  readonly personal: readonly string[];
  readonly emittedBy: readonly string[];
  readonly readBy: CataloguedReaders;
  /** The source of its class; undefined if it was not found. */
  readonly file: string | undefined;
}

/**
 * Describes the events of an application: their shapes, and what the sources say of their meaning.
 *
 * @throws SchemaNotTold
 */
export async function describedEvents(
  parts: DeclaredParts,
  sources: DeclaredSources,
): Promise<readonly DescribedEvent[]> {
  const schemas = new EventSchemas(await classValidatorFields(), sources);
  const described: DescribedEvent[] = [];
  for (const definition of parts.events) {
    const { eventClass, type } = definition;
    const declared = sources.eventOf(type, eventClass.name);
    const schema = await schemas.of(definition);
    described.push({
      definition,
      name: eventClass.name,
      schema,
      meaning: declared?.meaning ?? schema.description ?? '',
      examples: declared?.examples ?? [],
      personal: [...personalFieldsOf(eventClass)].sort(),
      emittedBy: emittersOf(definition, parts),
      readBy: readersOf(definition, parts),
      file: declared?.file,
    });
  }
  return described;
}

function emittersOf({ eventClass }: EventDefinition, { aggregates }: DeclaredParts): readonly string[] {
  return aggregates
    .map((aggregate) => aggregateDefinitionOf(aggregate))
    .filter(({ events }) => events.includes(eventClass))
    .map(({ category }) => category);
}

function readersOf({ eventClass }: EventDefinition, parts: DeclaredParts): CataloguedReaders {
  const reading = (readers: DeclaredParts['projections' | 'reactions' | 'sagas']): readonly string[] => [
    // Each once, however many versions of it there are.
    ...new Set(readers.filter(({ handlers }) => handlers.has(eventClass)).map(({ name }) => name)),
  ];
  const { projections, reactions, sagas } = parts;
  return { projections: reading(projections), reactions: reading(reactions), sagas: reading(sagas) };
}
