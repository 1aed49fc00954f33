import { setTimeout as pause } from 'node:timers/promises';
import type { BuildProgress, Generation, ProjectionOperations } from '@daybook/nestjs';

/** How a build is watched. */
export interface WatchBuildOptions {
  /** How often is looked, in milliseconds. Default 1,000. */
  readonly everyMs?: number | undefined;
  /** Ends the watching, and not the build. */
  readonly signal?: AbortSignal | undefined;
  /** Told at each look but the last, which is answered. */
  readonly onProgress?: ((progress: BuildProgress) => void) | undefined;
}

/**
 * Watches a build until it is over, or waits for an operator's word; or until the signal.
 *
 * @throws ProjectionUnknown, NoSuchBuild
 */
export async function watchBuild(
  operations: ProjectionOperations,
  name: string,
  generation: Generation | undefined,
  { everyMs = 1_000, signal, onProgress }: WatchBuildOptions = {},
): Promise<BuildProgress> {
  for (;;) {
    const progress = await operations.progress(name, generation);
    if (!goesOn(progress) || signal?.aborted === true) return progress;
    onProgress?.(progress);
    await pause(everyMs, undefined, { signal }).catch(() => undefined);
  }
}

/** Whether nothing more will come of a build than what is there: it failed, was cancelled, or its rows are wrong. */
export function hasFailed({ state, comparison }: BuildProgress): boolean {
  return state === 'failed' || state === 'cancelled' || state === 'dropped' || (comparison?.differing ?? 0) > 0;
}

function goesOn({ state, orders, comparison }: BuildProgress): boolean {
  return state === 'building' && (orders?.switch !== 'by-operator' || comparison === undefined);
}
