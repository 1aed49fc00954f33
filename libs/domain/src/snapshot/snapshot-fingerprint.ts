import { aggregateDefinitionOf } from '../aggregate/aggregate-definition.js';
import { lifecycle } from '../aggregate/aggregate-root.js';
import type { AggregateClass } from '../aggregate/aggregate-root.js';
import { createAggregate } from '../aggregate/create-aggregate.js';
import { evolve, functions } from '../decider/decider-aggregate.js';
import type { DeciderFunctions } from '../decider/decider-functions.js';
import type { EventClass } from '../event/domain-event.js';
import { eventDefinitionOf } from '../event/event-definition.js';
import { entityFieldsOf } from '../fold/entities.decorator.js';
import { foldOf } from '../fold/fold.js';
import { handlingMethodsOf } from '../fold/handling-methods.js';
import { captureSnapshot } from './capture-snapshot.js';
import { codeOf, codeOfClass } from './class-code.js';
import { digestOf } from './digest.js';
import { foldingCode } from './folding-code.js';

/** Another one whenever this library captures or folds otherwise than before. */
const format = 1;

/**
 * Which code folds an aggregate, in 32 characters: a snapshot that other code has folded is ignored.
 *
 * It follows from the category, the state that the aggregate begins with, the types and versions of its events, and the
 * text of its handlers with all that they name in the class, of its entities and of its events' classes. The classes of
 * values in a state are looked at by `captureSnapshot`. The name of a class says nothing, and functions outside of
 * classes are not seen: `stateVersion` of `@Aggregate` takes the place of all that was read from the code.
 *
 * The same build gives the same one in each process. A build that writes the code otherwise, such as by another minifier,
 * gives another one; snapshots are taken anew then, and nothing else happens.
 *
 * @param evolution what becomes of stored events before they are folded, such as the upcasters that they pass
 * @throws AggregateMissing the class bears no `@Aggregate`
 * @throws StateNotCaptured the state cannot be captured; see `checkSnapshots`
 */
export function snapshotFingerprintOf(aggregateClass: AggregateClass, evolution = ''): string {
  const { category, stateVersion } = aggregateDefinitionOf(aggregateClass);
  const shape = stateVersion === undefined ? shapeOf(aggregateClass) : { stateVersion };
  return digestOf(JSON.stringify([format, category, shape, evolution])).slice(0, 32);
}

function shapeOf(aggregateClass: AggregateClass): object {
  return {
    initial: captureSnapshot(createAggregate(aggregateClass, 'new')),
    events: [...foldOf(aggregateClass).keys()].map((eventClass) => shapeOfEvent(eventClass)).sort(byText),
    folding: foldingCode(aggregateClass, handlingMethodsOf(aggregateClass).values(), isOurs),
    decider: deciderCode(aggregateClass),
    entities: entitiesOf(aggregateClass),
  };
}

function shapeOfEvent(eventClass: EventClass): readonly unknown[] {
  const { type, schemaVersion, fieldCodecs } = eventDefinitionOf(eventClass);
  const codecs = Array.from(fieldCodecs, ([field, codec]) => [field, codeOf(Reflect.get(codec, 'decode') as object)]);
  return [type, schemaVersion, codecs, codeOfClass(eventClass, isEventsRoot)];
}

function entitiesOf(ofClass: object): readonly unknown[] {
  return entityFieldsOf(ofClass).map(({ name, entityClass, routes }) => [
    String(name),
    Array.from(routes, ([eventClass, idOf]) => [eventDefinitionOf(eventClass).type, codeOf(idOf)]),
    codeOfClass(entityClass, (parent) => Object.getPrototypeOf(parent) === Function.prototype),
    entitiesOf(entityClass),
  ]);
}

function deciderCode(aggregateClass: AggregateClass): readonly string[] {
  const ofDecider = (aggregateClass.prototype as { readonly [functions]?: DeciderFunctions })[functions];
  return ofDecider === undefined ? [] : ofDecider.folding.map((evolveOne) => codeOf(evolveOne));
}

/** The library's own classes are known by their marks: they may be another installed copy's. */
function isOurs(ofClass: object): boolean {
  const { prototype } = ofClass as { readonly prototype: object };
  return Object.hasOwn(prototype, lifecycle) || Object.hasOwn(prototype, evolve);
}

function isEventsRoot(ofClass: object): boolean {
  return Object.getPrototypeOf(ofClass) === Function.prototype;
}

function byText(one: readonly unknown[], other: readonly unknown[]): number {
  return String(one[0]) < String(other[0]) ? -1 : 1;
}
