import type { assigneeOf as right } from '../../assignment.js';
import { segmentOfKey } from '../../../key-segment.js';

/** Draws lots for each segment, so that one process may have all of them. */
export const byHash: typeof right = ({ subscription, segment }, processes) => {
  const runners = processes.filter(({ runs }) => runs.includes(subscription)).map(({ id }) => id);
  return runners.sort()[segmentOfKey(`${subscription} ${segment}`, runners.length)];
};
