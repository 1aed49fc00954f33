import { DaybookError } from '@daybook/domain';
import type { Incarnation } from './incarnation.js';

/** What became of the log since a token was told. */
export interface TakenBack {
  /** Of the event after which the token says to read on. */
  readonly position: number;
  /** When that was recorded; undefined for a place before the first event. */
  readonly recordedAt: Date | undefined;
  /** Whether that event is still there. */
  readonly isThere: boolean;
  /** Up to which position both histories are the same, as far as is known. */
  readonly keptTo: number;
  /** When the last event up to there was recorded; undefined if there is none. */
  readonly keptUntil: Date | undefined;
  /** The history that was met. */
  readonly found: Incarnation;
  /** Whether the one of the token is later: this log knows nothing of it. */
  readonly isEarlier: boolean;
}

/** The log goes on in another history than the one in which a token was told, and no operator has accepted it yet. */
export class IncarnationNotAccepted extends DaybookError {
  readonly code = 'incarnation-not-accepted';
  readonly position: number;
  readonly recordedAt: Date | undefined;
  readonly isThere: boolean;
  readonly keptTo: number;
  readonly keptUntil: Date | undefined;
  /** Where the log was met: cluster, database and table, timeline. */
  readonly found: string;
  readonly metAt: Date;

  constructor({ position, recordedAt, isThere, keptTo, keptUntil, found, isEarlier }: TakenBack) {
    const what = isThere
      ? `It has the event of the token at position ${position}${at(recordedAt)}, and what was recorded shortly before it may ` +
        'still be lost, if it was committed later'
      : `Lost is what was read behind position ${keptTo}${at(keptUntil)} up to position ${position}${at(recordedAt)}, as ` +
        'far as it was not recorded anew';
    super(
      `The log goes on in another history than the one in which the token was told: that of ${found.identity}, met on ` +
        `${found.metAt.toISOString()}, as after a fail-over or a restoration. ${what}. Nothing was read. Take back what rests ` +
        'on events that are no longer there, and have an operator accept it: daybook store accept-incarnation --reason …' +
        `${isEarlier ? ` --lost-after ${keptTo}` : ''}; the token then goes on after position ${isThere ? position : keptTo}.`,
    );
    this.position = position;
    this.recordedAt = recordedAt;
    this.isThere = isThere;
    this.keptTo = keptTo;
    this.keptUntil = keptUntil;
    this.found = found.identity;
    this.metAt = found.metAt;
  }
}

function at(moment: Date | undefined): string {
  return moment === undefined ? '' : `, of ${moment.toISOString()},`;
}
