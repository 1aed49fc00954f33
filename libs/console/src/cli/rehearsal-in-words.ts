import type { Rehearsal } from '@daybook/nestjs';

/** What has come of a rehearsal, in one line. */
export function rehearsalInWords(rehearsal: Rehearsal): string {
  const { name, version, generation, startedAt, outcome, reason } = rehearsal;
  const began = `${name}@${version}.${generation} of ${startedAt.toISOString()}`;
  if (outcome === null) return `${began}, is under way`;
  const why = reason === null ? '' : `: ${reason}`;
  return `${began}: ${outcome}${why}${compared(rehearsal)}${built(rehearsal)}`;
}

function compared({ keysOfLog, differingFromLog, rowsRead, differingFromRead, waiting, position }: Rehearsal): string {
  if (rowsRead === null) return '';
  const read = `; at position ${position} ${differingFromRead} of ${rowsRead} rows differ from what is read`;
  const log = keysOfLog === null ? '' : `, ${differingFromLog} of ${keysOfLog} keys from the log`;
  return `${read}${log}${waiting === null || waiting === 0 ? '' : `; ${waiting} keys wait behind parked events`}`;
}

/** How long a recovery would take. */
function built({ buildMs, events }: Rehearsal): string {
  if (buildMs === null || events === null) return '';
  const rate = buildMs === 0 ? events : Math.round((events / buildMs) * 1_000);
  return `; ${events} events in ${(buildMs / 1_000).toFixed(1)} s, ${rate} a second`;
}
