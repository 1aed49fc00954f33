import type { ProofProcess } from '../world/proof-process.js';
import { waitedOut } from './waited.js';

/** Waits until a process is up, or it is enough. Answers whether it is up. */
export function upAgain(process: ProofProcess, signal: AbortSignal): Promise<boolean> {
  return Promise.race([process.ready(), waitedOut(signal).then(() => false)]);
}
