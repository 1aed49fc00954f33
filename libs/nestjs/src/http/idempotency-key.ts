import { headerValues, type Received } from './header-values.js';
import { RequestInvalid } from './request-invalid.error.js';

/** The header by which a client names a request, so that it may send it again. */
export const idempotencyKeyHeader = 'Idempotency-Key';

/** Without quotes: visible ASCII, but for what would make two of one. */
const plain = /^[\x21\x23-\x2b\x2d-\x7e]{1,255}$/;
/** As a string of Structured Fields (RFC 9651). */
const quoted = /^"((?:[\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"$/;

/**
 * The name that the client has given its request, with or without the quotes that the IETF's draft asks for; undefined
 * if it gave none.
 *
 * @throws RequestInvalid the header is malformed, or came more than once
 */
export function idempotencyKeyOf(request: Received): string | undefined {
  const values = headerValues(request, idempotencyKeyHeader).map((value) => value.trim());
  const [value] = values;
  if (value === undefined) return undefined;
  if (values.length > 1) throw malformed('must be sent once');
  const key = plain.test(value) ? value : quoted.exec(value)?.[1]?.replaceAll(/\\(["\\])/g, '$1');
  if (key === undefined || key.length === 0 || key.length > 255) {
    throw malformed('must be 1 to 255 visible ASCII characters, in double quotes if there is a comma among them');
  }
  return key;
}

function malformed(message: string): RequestInvalid {
  return new RequestInvalid([{ field: idempotencyKeyHeader, message }]);
}
