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
