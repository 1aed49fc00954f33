import { setTimeout as sleep } from 'node:timers/promises';

/** Waits for so long, or until told that it is enough. Answers whether it has waited to the end. */
export function waited(ms: number, signal: AbortSignal): Promise<boolean> {
  return sleep(ms, undefined, { signal }).then(
    () => true,
    () => false,
  );
}

/** Waits until told that it is enough. */
export async function waitedOut(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
