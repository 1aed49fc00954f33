import { setTimeout as sleep } from 'node:timers/promises';
import { digestOf } from './purse-digest.js';
import type { PurseRow } from './purse-release.js';
import type { ViewRead } from './release-words.js';

/** Reads all rows again and again, so many times a second, and tells what has come. Never ends. */
export async function readAtHz(
  hz: number,
  reader: string,
  readAll: () => Promise<readonly PurseRow[]>,
  tell: (reads: readonly ViewRead[]) => void,
): Promise<never> {
  let untold: ViewRead[] = [];
  let toldAt = performance.now();
  for (;;) {
    const begun = performance.now();
    untold.push(await readOnce(reader, readAll));
    if (performance.now() - toldAt > 100) {
      tell(untold);
      [untold, toldAt] = [[], performance.now()];
    }
    await sleep(Math.max(0, 1_000 / hz - (performance.now() - begun)));
  }
}

async function readOnce(reader: string, readAll: () => Promise<readonly PurseRow[]>): Promise<ViewRead> {
  const [at, begun] = [Date.now(), performance.now()];
  const ms = (): number => performance.now() - begun;
  try {
    const rows = await readAll();
    const total = rows.reduce((sum, { coins }) => sum + coins, 0);
    const position = Math.max(0, ...rows.map(({ seen }) => seen));
    return { reader, at, ms: ms(), rows: rows.length, total, position, digest: digestOf(rows) };
  } catch (error) {
    const { code, driverError } = error as { code?: string; driverError?: { code?: string } };
    const why = driverError?.code ?? code ?? String(error);
    return { reader, at, ms: ms(), rows: 0, total: 0, position: 0, digest: '', error: why };
  }
}
