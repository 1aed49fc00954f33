import { assertValidName, InvalidName } from '@daybook/domain';
import { randomUUID } from 'node:crypto';
import { headerValues, type Received } from './header-values.js';
import { RequestInvalid } from './request-invalid.error.js';

/** The header that names the conversation which a request belongs to, in the request and in its answer. */
export const correlationIdHeader = 'X-Correlation-Id';

/**
 * The conversation that a request belongs to; without a header it begins one.
 *
 * @throws RequestInvalid the header came more than once, or is no name in ASCII that can be kept
 */
export function correlationIdOf(request: Received): string {
  const values = headerValues(request, correlationIdHeader);
  const message = whyNot(values);
  if (message !== undefined) throw new RequestInvalid([{ field: correlationIdHeader, message }]);
  return values[0] ?? randomUUID();
}

function whyNot([value, ...others]: readonly string[]): string | undefined {
  if (value === undefined) return undefined;
  if (others.length > 0) return 'must be sent once';
  // Other characters would come back as others: headers have no encoding that both platforms agree on.
  if (/[^\x20-\x7e]/.test(value)) return 'must be ASCII';
  try {
    assertValidName(value, correlationIdHeader);
  } catch (error) {
    return `must be a name of at most 255 bytes: ${error instanceof InvalidName ? error.reason : 'unknown'}`;
  }
  return undefined;
}

/** The same for an answer that has to have one, whatever the request is like. */
export function correlationIdOrNew(request: Received): string {
  const values = headerValues(request, correlationIdHeader);
  return (whyNot(values) === undefined ? values[0] : undefined) ?? randomUUID();
}
