import { assertValidName } from '@daybook/domain';
import type { Transforms } from '@daybook/event-store';
import { ownTransformationName, transformationName } from './transformation-name.js';
import { TransformationRepeated } from './transformation-repeated.error.js';

/**
 * Makes a class a transformation through which streams are copied, by `StreamCopying` or `daybook streams copy`.
 *
 * The class is a plain provider of any module, found when the application starts. It must depend on nothing but the events
 * that it is given, although it may inject what tells it how: a table of rates that never changes, not a clock.
 *
 * @example
 * @StreamTransformation('without-notes')
 * export class WithoutNotes implements Transforms {
 *   transform({ event }: RecordedEvent): DomainEvent | null {
 *     return event instanceof NoteTaken ? null : event;
 *   }
 * }
 *
 * @param name unique in the application; on record with each copy, and part of the ids of the events that it makes
 * @throws InvalidName it cannot be called so
 * @throws TransformationRepeated the class bears a `@StreamTransformation` already
 */
export function StreamTransformation(name: string) {
  return (target: abstract new (...args: never[]) => Transforms): void => {
    assertValidName(name, 'transformation');
    const known = ownTransformationName(target);
    if (known !== undefined) throw new TransformationRepeated(target, known, name);
    Object.defineProperty(target, transformationName, { value: name });
  };
}
