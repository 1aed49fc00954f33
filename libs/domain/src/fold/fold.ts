import type { DomainEvent, EventClass } from '../event/domain-event.js';
import type { AppliedMetadata } from './applied-metadata.js';
import { entityFieldsOf } from './entities.decorator.js';
import type { EntityField } from './entities.decorator.js';
import { EntityRouteMissing } from './entity-route-missing.error.js';
import { HandlerReturned } from './handler-returned.error.js';
import { handlingMethodsOf } from './handling-methods.js';
import { selectEntity } from './select-entity.js';

/** Changes the holder of the state by what the event says. */
export type FoldStep = (holder: object, event: DomainEvent, meta: AppliedMetadata) => void;

/** How a class folds: one step for each class of events, all of it looked up beforehand. */
export type Fold = ReadonlyMap<EventClass, FoldStep>;

const folds = new WeakMap<object, Fold>();

/**
 * How a class folds, by its own handlers and those of the entities in its fields. Made once for each class.
 * @throws HandlerRepeated two methods of one class handle the same event
 * @throws EntityRouteMissing one of several entities handles an event, and nothing says which
 */
export function foldOf(ofClass: object): Fold {
  const known = folds.get(ofClass);
  if (known !== undefined) return known;
  const fold = ownSteps(ofClass);
  for (const field of entityFieldsOf(ofClass)) addEntitySteps(fold, ofClass, field);
  folds.set(ofClass, fold);
  return fold;
}

function ownSteps(ofClass: object): Map<EventClass, FoldStep> {
  return new Map(Array.from(handlingMethodsOf(ofClass), ([eventClass, method]) => [eventClass, call(method)]));
}

/** The entity's step comes after the holder's own, so that the holder may create the entity. */
function addEntitySteps(fold: Map<EventClass, FoldStep>, ofClass: object, field: EntityField): void {
  for (const [eventClass, step] of foldOf(field.entityClass)) {
    const idOf = field.routes.get(eventClass);
    if (idOf === undefined && field.routes.size > 0) throw new EntityRouteMissing(ofClass, field.name, eventClass);
    const before = fold.get(eventClass);
    fold.set(eventClass, (holder, event, meta) => {
      before?.(holder, event, meta);
      step(selectEntity(holder, field.name, event, idOf), event, meta);
    });
  }
}

function call(method: string | symbol): FoldStep {
  return (holder, event, meta) => {
    const answer = (holder as Record<string | symbol, (event: DomainEvent, meta: AppliedMetadata) => unknown>)[
      method
    ]?.(event, meta);
    if (answer !== undefined) throw new HandlerReturned(holder.constructor, method);
  };
}
