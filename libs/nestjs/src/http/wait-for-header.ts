import { headerValues, type Received } from './header-values.js';
import { RequestInvalid } from './request-invalid.error.js';

/** The header by which a client says what it wants to see in the answer: a `Daybook-Position` that it was given. */
export const waitForHeader = 'Daybook-Wait-For';

const position = /^(0|[1-9]\d{0,15})$/;

/**
 * The position that a request wants to see; undefined if it says none.
 *
 * @throws RequestInvalid it was sent twice, or is no position
 */
export function waitForOf(request: Received): number | undefined {
  const values = headerValues(request, waitForHeader);
  const [value, ...more] = values;
  if (value === undefined) return undefined;
  const wanted = Number(value.trim());
  if (more.length === 0 && position.test(value.trim()) && Number.isSafeInteger(wanted)) return wanted;
  const message = 'must be one position, as the header Daybook-Position has given it, such as 17';
  throw new RequestInvalid([{ field: waitForHeader, message }]);
}
