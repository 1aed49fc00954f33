import type { WorkerProcess } from './worker-process.js';

/** That process.hrtime reads one clock in all processes is how Node does it on this system, and nothing that it promises. */
export async function sameClock(worker: WorkerProcess): Promise<void> {
  for (let look = 0; look < 10; look++) {
    const before = process.hrtime.bigint() / 1_000n;
    const theirs = BigInt((await worker.ask('clock')) as number);
    const after = process.hrtime.bigint() / 1_000n;
    if (theirs < before || theirs > after) throw new Error('The processes of this machine do not share a clock.');
  }
}
