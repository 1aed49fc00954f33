import type { Rehearsal } from '../projections/rehearsing/rehearsal.js';
import type { Matter } from './alarm.js';

/** The words of what is the matter with rehearsals. */
export const rehearsalWords = ['rehearsal-differs', 'rehearsal-failed'] as const;

/** What the last rehearsal of a projection has brought to light; undefined if a recovery would give what is read. */
export function rehearsalMatter(last: Rehearsal): Matter | undefined {
  const { name: subject, version, generation, outcome, reason } = last;
  const rehearsal = `${subject}@${version}.${generation}`;
  if (outcome === 'failed') {
    return {
      word: 'rehearsal-failed',
      subject,
      message:
        `The rehearsal "${rehearsal}" of the projection "${subject}" has failed: ${reason ?? 'nobody said why'}. What is read ` +
        `is untouched, but a recovery might fail alike. Mend it, and rehearse again: \`daybook projections rehearse ${subject}\`.`,
      data: { rehearsal, reason },
    };
  }
  if (outcome !== 'differing') return undefined;
  const { keysOfLog, differingFromLog, rowsRead, differingFromRead, position } = last;
  return {
    word: 'rehearsal-differs',
    subject,
    message:
      `A recovery of the projection "${subject}" would not give what is read today: at position ${position} ` +
      `${differingFromRead} of ${rowsRead} rows that were made anew differ from those that are read` +
      `${keysOfLog === null ? '' : `, and ${differingFromLog} of ${keysOfLog} from the log`}.${firstOf(last)} ` +
      'Verify the projection, mend what is wrong, and rebuild it.',
    data: { rehearsal, position, keysOfLog, differingFromLog, rowsRead, differingFromRead },
  };
}

function firstOf({ differences: [first] }: Rehearsal): string {
  if (first === undefined) return '';
  const { from, table, key, kind, fields } = first;
  const what = key === null ? `rows of ${table}` : `${JSON.stringify(key)} of ${table}`;
  const compared = from === 'log' ? 'the log' : 'what is read';
  return ` The first: ${what}, ${kind}${fields.length === 0 ? '' : ` in ${fields.join(', ')}`}, against ${compared}.`;
}
