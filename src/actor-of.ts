import { assertValidName } from '@daybook/domain';
import { type HttpRequest, RequestInvalid } from '@daybook/nestjs';

/** The header in which whatever stands in front of Harbour says who has sent a request. */
export const actorHeader = 'X-Actor';

/**
 * Who has sent a request. Harbour has no login of its own: a gateway in front of it knows its users, and must set this
 * header itself, whatever they have sent. Without the header nobody is named.
 *
 * @throws RequestInvalid it is no name, or there are several
 */
export function actorOf({ headers }: HttpRequest): string | undefined {
  const actor = headers[actorHeader.toLowerCase()];
  if (actor === undefined) return undefined;
  // Two headers come as one with a comma: a name that a user has smuggled in beside the gateway's.
  if (typeof actor !== 'string' || actor.includes(',') || !isName(actor)) {
    throw new RequestInvalid([
      { field: actorHeader, message: 'must be one name of at most 255 bytes, without a comma' },
    ]);
  }
  return actor;
}

function isName(value: string): boolean {
  try {
    assertValidName(value, actorHeader);
    return true;
  } catch {
    return false;
  }
}
