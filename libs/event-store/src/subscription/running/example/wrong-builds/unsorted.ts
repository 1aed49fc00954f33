import type { assigneeOf as right } from '../../assignment.js';

/** Takes the processes in the order in which they were told. */
export const unsorted: typeof right = ({ subscription, segment }, processes) => {
  const runners = processes.filter(({ runs }) => runs.includes(subscription));
  return runners[segment % runners.length]?.id;
};
