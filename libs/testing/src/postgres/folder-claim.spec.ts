import { expect, test } from '@jest/globals';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { claimFolder } from './folder-claim.js';
import { FolderInUse } from './folder-in-use.error.js';

test('a folder has one owner at a time, also when it is let go while another one asks for it', async () => {
  const folder = join(tmpdir(), `daybook-claimed-${process.pid}`);
  let [owners, refused] = [0, 0];
  const own = async (times: number): Promise<void> => {
    while (times > 0) {
      try {
        const claim = await claimFolder(folder);
        expect(++owners).toBe(1);
        for (let turns = times % 4; turns > 0; turns--) await setImmediate();
        owners--;
        times--;
        await claim.release();
      } catch (error) {
        if (!(error instanceof FolderInUse)) throw error;
        refused++;
      }
    }
  };
  await Promise.all([own(200), own(200), own(200)]);
  expect(refused).toBeGreaterThan(0);
});
