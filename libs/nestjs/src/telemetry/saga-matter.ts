import type { SagaRecord } from '@daybook/event-store';
import type { Matter } from './alarm.js';

/** So many are named; more need not be counted to be looked at. */
export const mostNamed = 10;

/**
 * What is the matter with a saga of which instances are stuck; undefined if none is.
 *
 * @param stuck the first of them, one more than are named if there are more
 */
export function sagaMatter(saga: string, stuck: readonly SagaRecord[]): Matter | undefined {
  const [first] = stuck;
  if (first === undefined) return undefined;
  const isMore = stuck.length > mostNamed;
  const keys = stuck.slice(0, mostNamed).map(({ key }) => key);
  const count = isMore
    ? `More than ${mostNamed} instances`
    : keys.length === 1
      ? 'An instance'
      : `${keys.length} instances`;
  return {
    word: 'saga-stuck',
    subject: saga,
    // Not what was thrown: that could name hosts and data. `sagas show` has it.
    message:
      `${count} of the saga "${saga}" cannot go on until somebody helps: ${keys.map((key) => JSON.stringify(key)).join(', ')}` +
      `${isMore ? ', …' : ''}. The others go on. Look with \`daybook sagas list --stuck --saga ${saga}\`, mend what they failed ` +
      'at, then retry; or skip or end them with a reason.',
    data: { saga, keys, isMore },
  };
}

/** What is the matter with a saga whose deadlines wait for facts. */
export function waitingMatter(saga: string): Matter {
  return {
    word: 'saga-waits',
    subject: saga,
    message:
      `Deadlines of the saga "${saga}" are due and do not fire: its readers have not heard yet what was in the log when it ` +
      `began to be driven. Look with \`daybook sagas list --saga ${saga}\` at who reads for it and what stands in the way; ` +
      'if they are far behind, that takes its time.',
    data: { saga },
  };
}
