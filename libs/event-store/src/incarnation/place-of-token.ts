import { IncarnationNotAccepted } from './incarnation-not-accepted.error.js';
import { type Incarnation, isAwaited } from './incarnation.js';
import type { LogPlace, PlacedEvent } from './log-place.js';
import type { LogToken } from './log-token.js';
import { LogWentBack } from './log-went-back.error.js';
import { TokenOfAnotherLog } from './token-of-another-log.error.js';

/** Tells what a log has at or below a position. */
export type PlaceAt = (position: number) => Promise<LogPlace>;

/**
 * The position after which a token says to read on, if the log is one of which it says that.
 *
 * Where the event is still there, and was recorded at that very time, nothing new can have appeared at or below it: the
 * sequence of a log that has it stands behind it. Where it is not, what is new lies behind the place up to which the two
 * histories are the same.
 *
 * @throws TokenOfAnotherLog, IncarnationNotAccepted, LogWentBack
 */
export async function placeOfToken({ lineage, event }: LogToken, placeAt: PlaceAt): Promise<number> {
  const position = event?.position ?? 0;
  const { incarnations, event: found } = await placeAt(position);
  const common = commonOf(lineage, incarnations);
  if (common === 0) throw new TokenOfAnotherLog(position);
  const isThere = event === undefined || isSame(event, found);
  if (common === lineage.length && common === incarnations.length) {
    if (isThere) return position;
    throw new LogWentBack(position, momentOf(event), found?.position ?? 0);
  }
  const since = [...lineage.slice(common), ...incarnations.slice(common)].map(({ begunAfter }) => begunAfter);
  const keptTo = Math.min(position, ...since);
  const present = incarnations.at(-1) as Incarnation;
  const isEarlier = common === incarnations.length;
  if (isEarlier || incarnations.slice(common).some(isAwaited)) {
    const kept = (await placeAt(keptTo)).event;
    const recorded = { recordedAt: momentOf(event), keptUntil: momentOf(kept) };
    throw new IncarnationNotAccepted({ position, isThere, keptTo, found: present, isEarlier, ...recorded });
  }
  if (isThere) return position;
  // It says that the log is the same up to here, and it is not.
  if (keptTo === position) throw new LogWentBack(position, momentOf(event), found?.position ?? 0);
  return keptTo;
}

function commonOf(lineage: LogToken['lineage'], incarnations: readonly Incarnation[]): number {
  const end = lineage.findIndex(({ id }, index) => id !== incarnations[index]?.id);
  return end < 0 ? lineage.length : end;
}

function isSame(one: PlacedEvent, other: PlacedEvent | undefined): boolean {
  return (
    one.position === other?.position && one.eventId === other.eventId && one.recordedAtMicros === other.recordedAtMicros
  );
}

function momentOf(event: PlacedEvent | undefined): Date | undefined {
  return event && new Date(event.recordedAtMicros / 1_000);
}
