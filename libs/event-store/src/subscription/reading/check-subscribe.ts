import { type LogToken, parsedToken } from '../../incarnation/log-token.js';
import { checkReadAll, type CheckedLogRead } from '../../stream/check-read.js';
import { described } from '../../stream/described.js';
import { InvalidRead } from '../../stream/invalid-read.error.js';
import { unknownOption } from '../../stream/unknown-option.js';

/** What was given to `subscribe`, checked, its defaults filled in. */
export interface CheckedSubscribe extends Pick<CheckedLogRead, 'types' | 'categories' | 'batchSize' | 'signal'> {
  readonly after: number | 'now' | LogToken;
}

const known = new Set(['afterPosition', 'after', 'from', 'types', 'categories', 'batchSize', 'signal']);

/**
 * Checks what was given to `subscribe`.
 *
 * @throws InvalidName, InvalidRead naming the field
 */
export function checkSubscribe(options: unknown = {}): CheckedSubscribe {
  // Says what is wrong with anything that is no object.
  if (typeof options !== 'object' || options === null) checkReadAll(options);
  const { from, after, ...others } = options as { readonly from?: unknown; readonly after?: unknown };
  const unknown = unknownOption(options as object, known);
  if (unknown !== undefined) throw new InvalidRead(unknown, 'is not known', `There are ${[...known].join(', ')}.`);
  const { afterPosition, types, categories, batchSize, signal } = checkReadAll(others);
  if (from !== undefined && from !== 'now') {
    throw new InvalidRead('from', `is ${described(from)}, not 'now'`, 'Leave it out to begin after `afterPosition`.');
  }
  if (from === 'now' && 'afterPosition' in others && others.afterPosition !== undefined) {
    throw new InvalidRead('from', 'is given together with afterPosition', 'Give one of them.');
  }
  if (after === undefined) return { after: from ?? afterPosition, types, categories, batchSize, signal };
  if (from !== undefined || ('afterPosition' in others && others.afterPosition !== undefined)) {
    throw new InvalidRead('after', 'is given together with afterPosition or from', 'Give one of them.');
  }
  return { after: parsedToken(after, 'after'), types, categories, batchSize, signal };
}
