import { randomInt } from 'node:crypto';
import { appendHeld } from './held-append.js';
import type { Ledger } from './ledger.js';
import type { OpenedStore } from './opened-store.js';

/**
 * Eight writers on six streams that pause between append and commit, one in ten of them rolling back, and two that
 * commit at once, so that what was appended late is overtaken all the time.
 *
 * @param goOn asked by each of them before each append
 */
export async function writeLate(opened: OpenedStore, ledger: Ledger, goOn: () => boolean): Promise<void> {
  const late = async (): Promise<void> => {
    while (goOn()) {
      const shares = [{ streamId: `late-${randomInt(6)}`, expected: 'any', count: randomInt(1, 4) } as const];
      await appendHeld(opened, ledger, shares, { pauseMs: randomInt(150), rollsBack: randomInt(10) === 0 });
    }
  };
  const prompt = async (name: string): Promise<void> => {
    while (goOn()) await ledger.append(opened.store, [{ streamId: `prompt-${name}`, expected: 'any' }]);
  };
  await Promise.all([...Array.from({ length: 8 }, late), prompt('a'), prompt('b')]);
}
