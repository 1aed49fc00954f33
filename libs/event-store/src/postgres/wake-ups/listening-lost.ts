import { WaitedInVain } from '../../stream/waited-in-vain.js';

/** A process that cannot listen for the appends of others at the moment. */
export interface ListeningLost {
  /** What is in the way: the store's own words or a code, never a driver's message, which may name hosts and users. */
  readonly reason: string;
  /** In which intervals, in milliseconds, its readers ask instead. */
  readonly pollMs: number;
}

/** The notice in words. */
export function listeningLostInWords({ reason, pollMs }: ListeningLost): string {
  return (
    `The connection that listens for the appends of other processes is not there (${reason}). Nothing is missed: readers ` +
    `of the log ask each ${pollMs} ms until it is back, which is tried again and again.`
  );
}

/** What of an error may stand in a log. */
export function reasonInWords(reason: unknown): string {
  if (reason instanceof WaitedInVain) return reason.reason;
  if (!(reason instanceof Error)) return 'for an unknown reason';
  return 'code' in reason && typeof reason.code === 'string' ? reason.code : reason.name;
}
