import { assertValidName } from '@daybook/domain';
import { InvalidDeadlineName } from './invalid-deadline-name.error.js';
import { InvalidSagaName } from './invalid-saga-name.error.js';

/** Leaves room for what others put before or behind it. */
const longestName = 100;

/**
 * Refuses a name that no operator could type.
 * @throws InvalidName, InvalidSagaName
 */
export function assertSagaName(name: unknown, sagaClass: unknown): asserts name is string {
  assertValidName(name, 'saga');
  if (!isWordsWithHyphens(name)) throw new InvalidSagaName(sagaClass, name);
}

/** The same for the name of a deadline; throws InvalidName and InvalidDeadlineName. */
export function assertDeadlineName(name: unknown, sagaClass: unknown): asserts name is string {
  assertValidName(name, 'deadline');
  if (!isWordsWithHyphens(name)) throw new InvalidDeadlineName(sagaClass, name);
}

function isWordsWithHyphens(name: string): boolean {
  return name.length <= longestName && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name);
}
