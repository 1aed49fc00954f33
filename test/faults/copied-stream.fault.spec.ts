import { setTimeout as pause } from 'node:timers/promises';
import { StreamClosed } from '@daybook/event-store';
import { expect, test } from '@jest/globals';
import { inForm, printFelt } from './judgement/felt.js';
import { judgeCopy } from './judgement/judge-copy.js';
import { type Closeable, closingAfterEach } from './load/closing.js';
import type { CopyingOrder, CopyingWord, Copyist } from './load/copying-words.js';
import { Credited } from './load/credited.js';
import { openStore, type OpenedStore } from './load/opened-store.js';
import { createOwnDatabase, type OwnDatabase } from './load/own-database.js';
import { SourceProcess } from './load/source-process.js';

const main = new URL('./load/copying-process.ts', import.meta.url);
const closing = closingAfterEach();
const [source, target] = ['account-old', 'account-new'];
const batchSize = 20;
const atFirst = inForm({ short: 100, long: 1_500 });
const right = { lost: [], doubled: [], displaced: [], open: 1 };

/** Where the right build is killed, one time after the other; then nowhere. */
const deaths: readonly CopyingOrder['dies'][] = inForm({
  short: [
    { from: 2, at: { pattern: 'end_copy', sent: false } },
    { from: 1, at: { pattern: '^COMMIT', sent: true } },
    { from: 'the last', at: { pattern: '^COMMIT', sent: true } },
    undefined,
  ],
  long: [
    ...([0, 1, 2, 'the last'] as const).flatMap((from) =>
      ['begin_copy', 'daybook"?\\.append\\(', 'end_copy', '^COMMIT'].flatMap((pattern) =>
        // Nothing of a commit that was not sent is special, and one that was ends the last portion.
        [false, true]
          .filter((sent) => pattern !== '^COMMIT' || sent !== (from === 'the last'))
          .map((sent) => ({ from, at: { pattern, sent } })),
      ),
    ),
    { from: 'the last', at: { pattern: '^COMMIT', sent: true } },
    undefined,
  ],
});

/** A process that copies, as its parent has it. */
class Copying implements Closeable {
  readonly #process = SourceProcess.begin('A process that copies', main);

  /** Sooner than it is needed: it takes a while to come up. */
  static reserve(): Copying {
    return closing(new Copying());
  }

  /** @param atTheLast what happens before it writes the last portion */
  async copy(
    { url }: OwnDatabase,
    build: Copyist,
    dies: CopyingOrder['dies'],
    atTheLast: () => Promise<unknown>,
  ): Promise<CopyingWord | 'killed'> {
    const says = async (): Promise<CopyingWord | 'killed'> =>
      this.#process.says().then(
        (word) => word as CopyingWord,
        async () => {
          await this.#process.killed();
          return 'killed' as const;
        },
      );
    expect(await says()).toBe('ready');
    this.#process.send({ url, source, target, build, batchSize, dies } satisfies CopyingOrder);
    for (;;) {
      const word = await says();
      if (word !== 'last portion') return word;
      await atTheLast();
      this.#process.send('go on');
    }
  }

  close(): Promise<void> {
    return this.#process.close();
  }
}

/** Appends to the old stream until it is closed, and remembers what it was told is kept. */
class Writer {
  readonly acknowledged: number[] = [];
  isRefused = false;
  #next = 0;

  constructor(private readonly opened: OpenedStore) {}

  async append(count = 1): Promise<void> {
    const items = Array.from({ length: count }, () => ++this.#next);
    try {
      await this.opened.store.append(
        source,
        items.map((item) => Credited.of({ request: 'r', item })),
        { expected: 'any' },
      );
      this.acknowledged.push(...items);
    } catch (error) {
      if (!(error instanceof StreamClosed)) throw error;
      this.isRefused = true;
    }
  }

  async goOn(): Promise<void> {
    while (!this.isRefused) {
      await this.append();
      await pause(3);
    }
  }
}

async function written(): Promise<{ database: OwnDatabase; writer: Writer }> {
  const database = closing(await createOwnDatabase());
  const writer = new Writer(closing(await openStore(database.url)));
  await writer.append(atFirst);
  return { database, writer };
}

test('a copy whose process is killed again and again loses no append and doubles no event', async () => {
  const processes = [Copying.reserve(), Copying.reserve()];
  const { database, writer } = await written();
  const writing = writer.goOn();
  let killed = 0;
  let goneOnWith = 0;
  for (const [n, dies] of deaths.entries()) {
    const came = await processes[n]?.copy(database, 'daybook', dies, () => writer.append());
    expect(came).toBe(dies === undefined ? 'copied' : 'killed');
    if (n + 2 < deaths.length) processes.push(Copying.reserve());
    killed += Number(came === 'killed');
    // At each moment one of the two takes events.
    const { open, doubled } = await judgeCopy(database.pool, source, target, []);
    expect({ open, doubled }).toEqual({ open: 1, doubled: [] });
    const { rows } = await database.pool.query(`SELECT FROM daybook.events JOIN daybook.streams USING (stream_key)
      WHERE stream_id = '${target}'`);
    goneOnWith += Number(rows.length > 0 && dies !== undefined);
  }
  await writing;
  expect(await judgeCopy(database.pool, source, target, writer.acknowledged)).toEqual(right);
  const meanwhile = writer.acknowledged.length - atFirst;
  printFelt('copied stream', { killed, 'gone on with': goneOnWith, 'appended meanwhile': meanwhile });
});

test('one who closes the old stream by what he has read is caught', async () => {
  const copying = Copying.reserve();
  const { database, writer } = await written();
  const build = 'closes by what it has read';
  expect(await copying.copy(database, build, undefined, () => writer.append())).toBe('copied');
  const { lost, open } = await judgeCopy(database.pool, source, target, writer.acknowledged);
  expect({ lost, open }).toEqual({ lost: [atFirst + 1], open: 1 });
});

test('one who gives the copies new ids each time is caught', async () => {
  const [first, second] = [Copying.reserve(), Copying.reserve()];
  const { database, writer } = await written();
  const dies = { from: 2, at: { pattern: 'begin_copy', sent: false } };
  expect(await first.copy(database, 'gives new ids', dies, () => writer.append())).toBe('killed');
  expect(await second.copy(database, 'gives new ids', undefined, () => writer.append())).toBe('copied');
  const { doubled } = await judgeCopy(database.pool, source, target, writer.acknowledged);
  expect(doubled.length).toBeGreaterThan(0);
});
