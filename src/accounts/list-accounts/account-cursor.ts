import { RequestInvalid } from '@daybook/nestjs';
import type { AccountSort } from './account-sort.js';

/** What can be written as an ISO 8601 date of four digits. */
const [earliest, latest] = [Date.parse('0000-01-01'), Date.parse('9999-12-31T24:00:00Z')];

/**
 * Where a page of accounts has ended: behind which row the next one begins, by what that row was sorted by then. Rows that
 * come, go or move meanwhile shift no other row from one page to the next.
 */
export interface AccountCursor {
  readonly sort: AccountSort;
  /** The balance, or the opening in milliseconds since 1970. */
  readonly value: number;
  readonly accountId: string;
}

/** As clients send it back: nothing that they could read anything into. */
export function cursorText({ sort, value, accountId }: AccountCursor): string {
  return Buffer.from(JSON.stringify([sort, value, accountId])).toString('base64url');
}

/** @throws RequestInvalid it was made by nobody here, or for another order */
export function parseCursor(text: string, sort: AccountSort): AccountCursor {
  const cursor = cursorIn(text);
  if (cursor === undefined || cursorText(cursor) !== text)
    throw refused('must be the nextCursor of an answer, as it is');
  if (cursor.sort !== sort)
    throw refused(`is of a list that is sorted by ${cursor.sort}, and must be of one by ${sort}`);
  return cursor;
}

function cursorIn(text: string): AccountCursor | undefined {
  try {
    const fields: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (!Array.isArray(fields)) return undefined;
    const [sort, value, accountId] = fields as unknown[];
    const isWhole = typeof sort === 'string' && Number.isSafeInteger(value) && typeof accountId === 'string';
    // Nobody can have sent another moment; and the database knows none before the year -4712.
    const isMoment = !String(sort).endsWith('openedAt') || (earliest <= Number(value) && Number(value) < latest);
    return isWhole && isMoment && !accountId.includes('\0')
      ? { sort: sort as AccountSort, value: value as number, accountId }
      : undefined;
  } catch {
    return undefined;
  }
}

function refused(finding: string): RequestInvalid {
  return new RequestInvalid([{ field: 'cursor', message: `cursor ${finding}` }]);
}
