import { setTimeout as pause } from 'node:timers/promises';

/** Asks until it is so. */
export async function eventually(expectation: () => Promise<void> | void, withinMs = 60_000): Promise<void> {
  const end = performance.now() + withinMs;
  for (;;) {
    try {
      await expectation();
      return;
    } catch (error) {
      if (performance.now() > end) throw error;
      await pause(10);
    }
  }
}
