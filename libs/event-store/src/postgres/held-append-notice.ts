/** A transaction that has appended and is still open: readers of the log do not get past it. */
export interface HeldAppend {
  /** The streams that it has appended to so far. */
  readonly streamIds: readonly string[];
  /** How long ago it appended first. */
  readonly heldMs: number;
  /** The server process of its connection, or the pooler's number for it. */
  readonly pid: number | undefined;
  /** The connection's `application_name`. */
  readonly application: string | undefined;
  /** Where in the application's code it appended first: `src/pay.ts:12:7`. */
  readonly place: string | undefined;
}

const mostNamed = 3;

/** The notice in words: who holds, since when, and what to do about it. */
export function heldAppendInWords({ streamIds, heldMs, pid, application, place }: HeldAppend): string {
  const more = streamIds.length - mostNamed;
  const streams = streamIds.slice(0, mostNamed).join(', ') + (more > 0 ? ` and ${more} more` : '');
  const holder = [
    ...(pid === undefined ? [] : [`process ${pid}`]),
    ...(application === undefined ? [] : [`application ${JSON.stringify(application)}`]),
    ...(place === undefined ? [] : [`called at ${place}`]),
  ].join(', ');
  return (
    `A transaction has appended to ${streams} and is still open after ${heldMs} ms` +
    `${holder === '' ? '' : ` (${holder})`}: until it ends, nobody who reads the log gets past it. Append last in a ` +
    'transaction, and let nothing in it wait for anything but the database.'
  );
}
