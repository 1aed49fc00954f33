import type { BuildNotice } from '../projections/rebuilding/build-notice.js';
import { subscriptionOf } from '../projections/read-model/generation.js';
import type { LogLine } from './runner-notice-in-words.js';

/** What happens to generations, as an operator wants to read it: what happened, with which values, what to do. */
export function buildNoticeInWords(notice: BuildNotice): LogLine {
  const { name } = notice.generation;
  const generation = `"${subscriptionOf(notice.generation)}"`;
  switch (notice.word) {
    case 'compared':
      return { level: 'log', text: `${generation} has caught up; of ${notice.keys} compared keys none differs.` };
    case 'switched':
      return { level: 'log', text: `Readers of the projection "${name}" see ${generation} from now on.` };
    case 'awaits-operator':
      return {
        level: 'log',
        text: `${generation} is ready: \`daybook projections switch ${name}\` lets readers see it.`,
      };
    case 'switch-delayed':
      return {
        level: 'warn',
        text: `${generation} could not be brought to its end yet, and that is tried again: ${String(notice.error)}`,
      };
    case 'failed':
      return {
        // The alarm is the error; this is what it cannot say.
        level: 'warn',
        text:
          `Building ${generation} has failed: ${notice.reason}.${firstDifference(notice)} Readers see what they saw. ` +
          `Mend it and rebuild; \`daybook projections drop\` removes what is left of it.`,
      };
  }
}

function firstDifference({ report }: Extract<BuildNotice, { readonly word: 'failed' }>): string {
  const [first] = report?.differences ?? [];
  if (first === undefined) return '';
  const fields = first.fields.map(({ field }) => field).join(', ');
  return ` The first: ${JSON.stringify(first.key)}, ${first.kind}${fields === '' ? '' : ` in ${fields}`}.`;
}
