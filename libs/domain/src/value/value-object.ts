import { assignFields } from '../field/build-frozen.js';
import type { FieldArguments, Fields } from '../field/fields.js';
import { freezeDeep } from '../field/freeze-deep.js';
import { Mark } from '../metadata/mark.js';
import { sameValue } from './same-value.js';

const mark = new Mark('value-object');

/**
 * A thing without identity: two with the same fields are the same. Immutable; a change makes another one.
 *
 * @example
 * @StateType('money')
 * export class Money extends ValueObject {
 *   readonly minor!: number;
 *   readonly currency!: string;
 *   plus(other: Money): Money {
 *     return Money.like(this, { minor: this.minor + other.minor });
 *   }
 * }
 */
export abstract class ValueObject {
  /**
   * The value with these fields, frozen with the lists and plain objects in them, if it is valid.
   * @throws what `assertValid` throws
   */
  static of<V extends ValueObject>(this: new () => V, ...[fields]: FieldArguments<V>): V {
    return validAndFrozen(this, fields ?? {});
  }

  /**
   * A value like another one but for these fields, if it is valid.
   * @throws what `assertValid` throws
   */
  static like<V extends ValueObject>(this: new () => V, value: V, changes: Partial<Fields<V>>): V {
    return validAndFrozen(this, Object.assign({}, value, changes));
  }

  /** True for a value of the same class with the same fields, compared by value all the way down. */
  equals(other: unknown): boolean {
    return sameValue(this, other);
  }

  /** Throws if these fields make no valid value, best by `enforce(rule)`. Asked by `of`, never when it is read again. */
  assertValid(): void {
    // Every value is valid, unless a class knows better.
  }

  static {
    mark.put(this.prototype);
  }
}

function validAndFrozen<V extends ValueObject>(valueClass: new () => V, fields: object): V {
  const value = assignFields(valueClass, fields);
  value.assertValid();
  return freezeDeep(value);
}

/** True for a value object, also one whose class extends another installed copy's `ValueObject`. */
export function isValueObject(value: unknown): value is ValueObject {
  return mark.isOn(value);
}
