import { fieldPath, written } from './path.js';
import type { Path } from './path.js';
import { StateNotCaptured } from './state-not-captured.error.js';

/**
 * The fields of an object, if it has no others than those that everybody sees.
 * @throws StateNotCaptured a field is computed, hidden or named by a symbol
 */
export function fieldsOf(object: object, path: Path): [string, unknown][] {
  return Reflect.ownKeys(object).map((name) => {
    const where = (): string => written(fieldPath(path, String(name)));
    if (typeof name === 'symbol') throw new StateNotCaptured(where(), 'is named by a symbol', 'Name it by a text.');
    const field = Object.getOwnPropertyDescriptor(object, name);
    if (field === undefined || !('value' in field)) {
      throw new StateNotCaptured(where(), 'is computed', 'Declare the getter in the class.');
    }
    if (field.enumerable !== true) throw new StateNotCaptured(where(), 'is hidden', 'Declare it as an ordinary field.');
    return [name, field.value as unknown];
  });
}
