import { assertValidName } from '../name/valid-name.js';
import { StateTypeRepeated } from './state-type-repeated.error.js';

const ownStateType = Symbol.for('daybook.state-type');

/** A class whose instances can be part of an aggregate's state. */
export type StateClass = abstract new (...args: never[]) => object;

const stateTypes = Symbol.for('daybook.state-types');

// One for all installed copies of the library: the one that restores a state is seldom the one that a class was given.
const classes = ((globalThis as { [stateTypes]?: Map<string, StateClass> })[stateTypes] ??= new Map());

/**
 * Gives a class a name under which its instances are kept inside the state of an aggregate: value objects and entities.
 * The class may be renamed; this name may not, as long as there are snapshots.
 *
 * Its plain fields are captured by themselves, and restored without running the constructor. A class with `#` fields
 * declares `captureState` and `restoreState`, see {@link CapturesState}; its constructor then works without arguments.
 *
 * @example
 * @StateType('money')
 * export class Money extends ValueObject {
 *   readonly minor!: number;
 * }
 *
 * @throws InvalidName the name cannot be kept
 * @throws StateTypeRepeated another class has this name, or the class has another name
 */
export function StateType(name: string) {
  return (target: StateClass): void => {
    assertValidName(name, 'state type');
    const other = classes.get(name);
    if (other !== undefined) throw new StateTypeRepeated(name, other, target);
    const existing = stateTypeOf(target);
    if (existing !== undefined) throw new StateTypeRepeated(existing, target, target);
    classes.set(name, target);
    Object.defineProperty(target, ownStateType, { value: name });
  };
}

/** The name of a class, if the class itself bears one. */
export function stateTypeOf(ofClass: object): string | undefined {
  return Object.hasOwn(ofClass, ownStateType) ? (ofClass as { [ownStateType]?: string })[ownStateType] : undefined;
}

/** The class of a name, if there is one. */
export function stateClassOf(name: string): StateClass | undefined {
  return classes.get(name);
}
