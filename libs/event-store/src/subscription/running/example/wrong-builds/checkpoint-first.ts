import type { applyWithCheckpoint as right } from '../../apply-with-checkpoint.js';

/** Moves the checkpoint, and applies what it has promised to have applied afterwards. */
export const applyWithCheckpoint: typeof right = async (around, deliveries, progress) => {
  await around.checkpoint.commit(async () => progress);
  try {
    await around.consumer.apply(deliveries, undefined, around.signal);
  } catch (error) {
    return { error };
  }
  return undefined;
};
