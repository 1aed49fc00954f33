import { setTimeout as pause } from 'node:timers/promises';
import { SagasNotIdle } from './sagas-not-idle.error.js';

/** How sagas stand in a process. */
export interface SagasAtWork {
  /** What is still to be done, in words; asks the store. */
  left(): Promise<readonly string[]>;
  /** How many commands are under way here. */
  underWay(): number;
  isStopped(): boolean;
}

/** Between two looks at what others do, in milliseconds. */
const pauseMs = 20;

/**
 * Waits until nothing can be done any more, or the process ends.
 *
 * @throws SagasNotIdle it took longer, also if it is because the store does not answer
 */
export async function untilSagasIdle(sagas: SagasAtWork, timeoutMs: number): Promise<void> {
  const began = performance.now();
  const waited = (): number => performance.now() - began;
  while (!sagas.isStopped()) {
    const left = await unlessLate(sagas.left(), timeoutMs - waited(), () => [
      `${sagas.underWay()} commands are under way here, or the store does not answer`,
    ]);
    if (left.length === 0) return;
    if (waited() >= timeoutMs) throw new SagasNotIdle(left, waited());
    await pause(pauseMs);
  }
}

async function unlessLate<R>(work: Promise<R>, ms: number, late: () => R): Promise<R> {
  const inTime = new AbortController();
  // Whoever is late may still fail; nobody waits for that any more.
  work.catch(() => undefined);
  const timer = pause(Math.max(0, ms), undefined, { signal: inTime.signal }).then(late);
  timer.catch(() => undefined);
  try {
    return await Promise.race([work, timer]);
  } finally {
    inTime.abort();
  }
}
