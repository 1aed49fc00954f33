import type { Delivery } from '../../consumer.js';
import { retryPlan as right } from '../../retry-plan.js';

/** Makes the retry of an event of unclear keys for all that it has today, in each of the segments in which it waits. */
export const retryPlan: typeof right = (around, parts, reference) => {
  if (reference.share === undefined) return right(around, parts, reference);
  const deliveries = parts.map((recorded): Delivery => ({ recorded, keys: around.consumer.keysOf(recorded) }));
  return { deliveries, behind: [], moved: [] };
};
