import { entityTags } from './entity-tags.js';
import { headerValues, type Received } from './header-values.js';
import { RequestInvalid } from './request-invalid.error.js';

/** The header by which a client says which version it has seen of what it wants to change. */
export const ifMatchHeader = 'If-Match';

const version = /^[1-9]\d*$/;

/**
 * The versions, one of which the client has seen; undefined if any will do (no header, or `*`). A weak tag, or one that
 * is no version, matches nothing: what is left may be no version at all, and then nothing matches.
 *
 * @throws RequestInvalid the header is no list of entity tags
 */
export function expectedVersionsOf(request: Received): readonly number[] | undefined {
  const values = headerValues(request, ifMatchHeader);
  const list = values.join(',').trim();
  if (values.length === 0 || list === '*') return undefined;
  const tags = entityTags(list);
  if (tags === undefined) {
    const message = 'must be * or a list of entity tags, such as "5" with its quotes';
    throw new RequestInvalid([{ field: ifMatchHeader, message }]);
  }
  return tags
    .filter(({ tag, isWeak }) => !isWeak && version.test(tag) && Number.isSafeInteger(Number(tag)))
    .map(({ tag }) => Number(tag));
}
