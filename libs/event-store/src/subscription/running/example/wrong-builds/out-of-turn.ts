import { ParkedKeys } from '../../parked-keys.js';
import { retryPlan as right } from '../../retry-plan.js';

/** Applies what was unclear without a look at what waits for its keys. */
export const retryPlan: typeof right = ({ consumer }, parts, reference) =>
  right({ consumer, parked: new ParkedKeys([]) }, parts, reference);
