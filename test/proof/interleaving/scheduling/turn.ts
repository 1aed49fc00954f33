import { setImmediate } from 'node:timers/promises';

/** Lets everybody do what follows from the last answer, up to the next question. */
export async function turn(): Promise<void> {
  await setImmediate();
}
