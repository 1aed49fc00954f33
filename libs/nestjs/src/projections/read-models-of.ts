import type { ProjectionKind } from './projection-kind.js';
import type { ReadModelClass } from './projection-options.js';
import { ReadModelUnsuitable } from './read-model-unsuitable.error.js';

/**
 * The classes of rows that were given: one for a fold, one or several for handlers.
 *
 * @throws ReadModelUnsuitable
 */
export function readModelsOf(
  given: unknown,
  kind: ProjectionKind,
  projectionClass: unknown,
): readonly [ReadModelClass, ...ReadModelClass[]] {
  const listed: readonly unknown[] = Array.isArray(given) ? given : given === undefined ? [] : [given];
  const [first, ...others] = listed;
  const refuse = (finding: string, advice: string) => new ReadModelUnsuitable(projectionClass, finding, advice);
  if (listed.length === 0) throw refuse('it is missing', 'Name the class of its rows.');
  if (!listed.every(isClass)) {
    throw refuse(
      `${first === undefined || others.includes(undefined) ? 'undefined' : 'something'} stands where a class should be`,
      'Name a class; an undefined one comes from modules that import each other.',
    );
  }
  if (new Set(listed).size < listed.length) throw refuse('it names a class twice', 'Name each class once.');
  if (kind === 'fold' && listed.length > 1) {
    throw refuse(
      `it names ${listed.map(({ name }) => name).join(', ')}, and a fold has rows of one class`,
      'Make a projection for each of them, or extend HandlerProjection.',
    );
  }
  return [first as ReadModelClass, ...(others as ReadModelClass[])];
}

function isClass(value: unknown): value is ReadModelClass {
  return typeof value === 'function' && typeof value.prototype === 'object';
}
