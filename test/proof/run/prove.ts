import { setTimeout as sleep } from 'node:timers/promises';
import type { LifeEnd } from '../world/proof-life.js';
import { ProofWorld, type ProofWorldOptions } from '../world/proof-world.js';
import { attack } from './attack.js';
import type { Verdict } from '../checker/verdict.js';
import { check } from './check.js';
import { comeToRest, comeUp, heal, leave } from './healing.js';
import { showProgress } from './progress.js';

/** What a run is asked for. */
export interface Attempt extends Omit<ProofWorldOptions, 'fills'> {
  readonly seconds: number;
  /** The names of the faults that are to happen. */
  readonly faults: readonly string[];
}

/**
 * One run: load and faults for a while, then everything is healed and comes to rest, and the checker judges. Whatever it
 * began is ended when this answers, but for what lies in its folder.
 *
 * @param say takes what is worth knowing meanwhile
 * @throws the signal's reason when told to end
 */
export async function prove(attempt: Attempt, say: (line: string) => void, signal: AbortSignal): Promise<Verdict> {
  const fills = attempt.faults.includes('full-disk');
  const world = await ProofWorld.open({ ...attempt, fills });
  // Whoever waits for a process is answered when it is no more.
  const end = (): void => void Promise.allSettled(world.processes.map((process) => process.kill()));
  signal.addEventListener('abort', end, { once: true });
  try {
    signal.throwIfAborted();
    await live(world, attempt, say, signal);
    signal.throwIfAborted();
    return await check(ProofWorld.historyIn(attempt.folder), world.urls.proof, attempt.seed, signal);
  } finally {
    signal.removeEventListener('abort', end);
    await world.close();
  }
}

/** From the first call to the last. */
async function live(
  world: ProofWorld,
  { seconds, faults, folder }: Attempt,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  if (!(await comeUp(world))) return;
  const hide = showProgress(ProofWorld.historyIn(folder), say);
  const over = new AbortController();
  try {
    const attacked = attack(world, { faults, seconds }, say, AbortSignal.any([signal, over.signal]));
    const enough = sleep(seconds * 1_000, undefined, { signal: AbortSignal.any([signal, over.signal]) });
    await Promise.all([attacked, enough.then(() => over.abort())]);
    await heal(world);
    await comeToRest(world);
    await leave(world);
  } finally {
    over.abort();
    hide();
    for (const death of world.deaths) world.history.write({ word: 'bug', error: told(death) });
  }
}

function told({ name, code, signal, output }: LifeEnd): string {
  return `${name} has ended by itself, with ${signal ?? `code ${code}`}. ${output}`.trim();
}
