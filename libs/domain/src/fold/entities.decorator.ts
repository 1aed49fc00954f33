import type { DomainEvent, EventClass } from '../event/domain-event.js';
import { ClassNotes } from '../metadata/class-notes.js';
import type { Entity, EntityClass } from './entity.js';
import type { EntityRoute } from './route.js';

/** A field that holds entities. */
export interface EntityField {
  readonly name: string | symbol;
  readonly entityClass: EntityClass;
  readonly routes: ReadonlyMap<EventClass, (event: DomainEvent) => string>;
}

const entityNotes = new ClassNotes<EntityField>('entity-fields');

type Single<Field, E extends Entity> = [Field] extends [E | null | undefined]
  ? unknown
  : 'a field with one entity, or give routes';
type Several<Field, E extends Entity> = [Field] extends [readonly E[] | ReadonlyMap<string, E>]
  ? unknown
  : 'a field with an array of these entities, or a Map of them by id';

// `keyof` does not know protected and private fields; those are checked when they are used.
type Checked<Target, Name, Single, Several, Routes extends readonly unknown[]> = Name extends keyof Target
  ? Routes['length'] extends 0
    ? Single
    : Several
  : unknown;

/**
 * Marks the field that holds an entity, several in an array, or several in a `Map` by id. An event goes to the
 * aggregate's own handler first and then to that of the entity, so the former may create what the latter changes.
 *
 * @param entityClass the entities' class
 * @param routes for several entities: which of them an event is about; every event that they handle needs one
 * @throws StaticMember the field is static
 *
 * @example
 * @Entities(Overdraft) overdraft?: Overdraft;
 * @Entities(Card, route(CardBlocked).by((event) => event.cardId)) readonly cards = new Map<string, Card>();
 */
export function Entities<E extends Entity, const Routes extends readonly EntityRoute[]>(
  entityClass: EntityClass<E>,
  ...routes: Routes
) {
  return <Target extends object, Name extends string | symbol>(
    prototype: Target,
    name: Name &
      Checked<Target, Name, Single<Target[Name & keyof Target], E>, Several<Target[Name & keyof Target], E>, Routes>,
  ): void => {
    entityNotes.add(prototype, { name, entityClass, routes: byEventClass(routes) });
  };
}

/** The fields with entities that a class has, those of its parents first. */
export function entityFieldsOf(ofClass: object): readonly EntityField[] {
  return entityNotes.of(ofClass);
}

function byEventClass(routes: readonly EntityRoute[]): EntityField['routes'] {
  return new Map(
    routes.flatMap(({ eventClasses, idOf }) =>
      eventClasses.map((eventClass) => [eventClass, idOf as (event: DomainEvent) => string] as const),
    ),
  );
}
