import { setTimeout as pause } from 'node:timers/promises';
import type { BuildProgress, Generation, ProjectionOperations, Rehearsal } from '@daybook/nestjs';

/** How a rehearsal is watched. */
export interface WatchRehearsalOptions {
  /** How often is looked, in milliseconds. Default 1,000. */
  readonly everyMs?: number | undefined;
  /** Ends the watching, and not the rehearsal. */
  readonly signal?: AbortSignal | undefined;
  /** Told at each look while it is built. */
  readonly onProgress?: ((progress: BuildProgress) => void) | undefined;
}

/** Watches a rehearsal until its outcome is known; or until the signal. */
export async function watchRehearsal(
  operations: Pick<ProjectionOperations, 'rehearsals' | 'progress'>,
  made: Generation,
  { everyMs = 1_000, signal, onProgress }: WatchRehearsalOptions = {},
): Promise<Rehearsal | undefined> {
  for (;;) {
    const all = await operations.rehearsals(made.name);
    const rehearsal = all.find((one) => one.version === made.version && one.generation === made.generation);
    if (rehearsal?.outcome !== null || signal?.aborted === true) return rehearsal;
    const progress = await operations.progress(made.name, made).catch(() => undefined);
    // It may have ended in between, and be gone.
    if (progress !== undefined) onProgress?.(progress);
    await pause(everyMs, undefined, { signal }).catch(() => undefined);
  }
}
