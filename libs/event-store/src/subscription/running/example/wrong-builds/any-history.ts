import type { applyWithCheckpoint as right } from '../../apply-with-checkpoint.js';

/** Does not look whether the store is still the one that was read. */
export const applyWithCheckpoint: typeof right = async ({ checkpoint, consumer, signal }, deliveries, progress) => {
  await checkpoint.commit(async (manager) => {
    await consumer.apply(deliveries, manager, signal);
    return progress;
  });
  return undefined;
};
