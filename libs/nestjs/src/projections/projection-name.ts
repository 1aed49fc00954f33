import { assertValidName } from '@daybook/domain';
import { InvalidProjectionName } from './invalid-projection-name.error.js';

/** With version, generation and what stands between them, a name of this length is still an identifier of PostgreSQL. */
const longestName = 40;

/**
 * Refuses a name under which the rows could not be kept: '-' becomes '_' in it, and two names never become one.
 *
 * @throws InvalidName, InvalidProjectionName
 */
export function assertProjectionName(name: unknown, projectionClass: unknown): asserts name is string {
  assertValidName(name, 'projection');
  const finding = findingIn(name);
  if (finding !== undefined) throw new InvalidProjectionName(projectionClass, name, finding);
}

function findingIn(name: string): string | undefined {
  if (name.length > longestName) return `is longer than ${longestName} characters`;
  if (!/^[a-z]/.test(name)) return 'does not begin with a letter from a to z';
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name)) return 'holds more than a to z, 0 to 9 and single hyphens between them';
  if (name.startsWith('pg-')) return 'begins with "pg-", which PostgreSQL keeps for itself';
  return undefined;
}
