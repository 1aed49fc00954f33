import { expect, test } from '@jest/globals';
import { closingAfterEach } from './load/closing.js';
import { createOwnDatabase } from './load/own-database.js';
import { SourceProcess } from './load/source-process.js';

const main = new URL('./load/leaving-process.ts', import.meta.url);

const closing = closingAfterEach();

/** How long a process is there that has nothing left to do; for ever, if it has to be ended when patience is. */
async function lingers(url: string, does: readonly string[], patienceMs = 10_000): Promise<number> {
  const process = closing(SourceProcess.begin(`A process that ${does.join(', ')}`, main, url, ...does));
  await process.says();
  const done = performance.now();
  const tooLong = setTimeout(() => process.signal('SIGKILL'), patienceMs);
  const { code, signal } = await process.ended;
  clearTimeout(tooLong);
  if (code !== 0 && signal === null) throw process.death();
  return code === 0 ? performance.now() - done : Infinity;
}

test('a process ends by itself when its connections are closed, whatever it has read and whether its store was closed', async () => {
  const database = closing(await createOwnDatabase());
  const url = database.applicationSessionUrl;
  const lives = [[], ['closes'], ['reads'], ['reads', 'closes'], ['runs'], ['runs', 'reads', 'closes'], ['waits']];
  const [kept, ...lingered] = await Promise.all([
    lingers(url, ['keeps'], 3_000),
    ...lives.map((does) => lingers(url, does)),
  ]);
  expect(lingered.filter((ms) => ms > 3_000)).toEqual([]);
  // One that listens on is noticed.
  expect(kept).toBe(Infinity);
});
