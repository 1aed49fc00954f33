import type { Transformation, Transforms } from '@daybook/event-store';
import { DuplicateTransformation } from './duplicate-transformation.error.js';
import { ownTransformationName } from './transformation-name.js';
import { TransformationMissing } from './transformation-missing.error.js';

/** A class of transformations. */
export type TransformationClass = abstract new (...args: never[]) => Transforms;

/** Which transformations an application has. There is one for the whole application, filled before any module is initialised. */
export class TransformationRegistry {
  readonly #byName = new Map<string, Transforms>();

  /**
   * Makes a transformation known, by the instance that does the work.
   *
   * @throws TransformationMissing its class bears no `@StreamTransformation`
   * @throws DuplicateTransformation another class stands in its way
   */
  register(instance: Transforms): void {
    const name = ownTransformationName(instance.constructor);
    if (name === undefined) throw new TransformationMissing(instance.constructor.name, this.names());
    const known = this.#byName.get(name) ?? instance;
    if (known !== instance) throw new DuplicateTransformation(name, known.constructor, instance.constructor);
    this.#byName.set(name, instance);
  }

  /** The names of all, in the order of the alphabet. */
  names(): readonly string[] {
    return [...this.#byName.keys()].sort();
  }

  /**
   * The one of a class, or of a name.
   *
   * @throws TransformationMissing the application has none
   */
  find(wanted: TransformationClass | string): Transformation {
    const name = typeof wanted === 'string' ? wanted : (ownTransformationName(wanted) ?? wanted.name);
    const instance = this.#byName.get(name);
    if (instance === undefined) throw new TransformationMissing(name, this.names());
    return {
      name,
      begin: () => instance.begin?.(),
      transform: (recorded, memory) => instance.transform(recorded, memory),
      end: (memory) => instance.end?.(memory),
      seal: (target) => instance.seal?.(target),
    };
  }
}
