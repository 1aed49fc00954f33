import { expect, test } from '@jest/globals';
import { DayEnded, NamedToString } from './contract-events.js';
import { all, notes, type ContractSubject } from './contract-subject.js';

/** The whole log is read in the order of positions. */
export function readingTheLogContract(subject: ContractSubject): void {
  test('it yields everything after a position, in the order of positions', async () => {
    const start = await subject.store.head();
    const [one, other] = [await subject.streamOf(2), await subject.streamOf(1)];
    await subject.store.append(one, notes(1), { expected: 2 });

    const log = await subject.readLog({ afterPosition: start });
    expect(log.map(({ streamId, version }) => [streamId, version])).toEqual([
      [one, 1],
      [one, 2],
      [other, 1],
      [one, 3],
    ]);
    const positions = log.map(({ position }) => position);
    expect([...positions].sort((a, b) => a - b)).toEqual(positions);
    expect(positions[0]).toBeGreaterThan(start);
    expect(positions.at(-1)).toBe(await subject.store.head());
  });

  test('an event is the same in the log and in its stream', async () => {
    const start = await subject.store.head();
    const streamId = await subject.streamOf(1);
    const [inStream] = await subject.read(streamId);
    const [inLog] = await subject.readLog({ afterPosition: start });
    expect(JSON.parse(JSON.stringify(inLog))).toEqual(JSON.parse(JSON.stringify(inStream)));
  });

  test('it begins and ends where it is told to', async () => {
    const start = await subject.store.head();
    const streamId = await subject.streamOf(5);
    const positions = (await subject.read(streamId)).map(({ position }) => position);
    const [, second, , fourth] = positions as [number, number, number, number, number];

    const versions = async (options: { afterPosition: number; toPosition?: number; limit?: number }) =>
      (await subject.readLog(options)).map(({ version }) => version);
    expect(await versions({ afterPosition: second })).toEqual([3, 4, 5]);
    expect(await versions({ afterPosition: second, toPosition: fourth })).toEqual([3, 4]);
    expect(await versions({ afterPosition: start, limit: 2 })).toEqual([1, 2]);
    expect(await versions({ afterPosition: fourth, toPosition: second })).toEqual([]);
    expect(await versions({ afterPosition: await subject.store.head() })).toEqual([]);
    expect(await versions({ afterPosition: Number.MAX_SAFE_INTEGER })).toEqual([]);
  });

  test.each([1, 2, 3, 7, 8])('pages of %i events leave out and repeat nothing', async (batchSize) => {
    const afterPosition = await subject.store.head();
    await subject.streamOf(7);
    const pages = await all(subject.store.readAll({ afterPosition, batchSize }).pages());

    expect(pages.flatMap((page) => page.map(({ version }) => version))).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(pages.every((page) => page.length > 0 && page.length <= batchSize)).toBe(true);
  });

  test('it selects types', async () => {
    const afterPosition = await subject.store.head();
    const streamId = subject.stream();
    const events = [...notes(1), DayEnded.of(), NamedToString.of({ text: 'a' }), ...notes(1)];
    await subject.store.append(streamId, events, { expected: 'noStream' });

    const versions = async (types: readonly string[], limit = 100) =>
      (await subject.readLog({ afterPosition, types, limit, batchSize: 1 })).map(({ version }) => version);
    expect(await versions(['contract.note-taken'])).toEqual([1, 4]);
    expect(await versions(['contract.note-taken'], 1)).toEqual([1]);
    expect(await versions(['toString', 'contract.day-ended'])).toEqual([2, 3]);
    expect(await versions(['contract.note', 'valueOf', '%'])).toEqual([]);
  });

  test('it selects categories, compared exactly', async () => {
    const afterPosition = await subject.store.head();
    const category = subject.category();
    const names = [`${category}_1`, `${category}X1`, `${category}%`, category, category.toUpperCase()];
    for (const name of names) await subject.streamOf(1, name);

    for (const name of names) {
      const log = await subject.readLog({ afterPosition, categories: [name] });
      expect(log.map(({ streamId }) => streamId.slice(0, streamId.indexOf('-')))).toEqual([name]);
    }
    expect(await subject.readLog({ afterPosition, categories: names })).toHaveLength(names.length);
  });

  test('types and categories are both asked for', async () => {
    const afterPosition = await subject.store.head();
    const category = subject.category();
    await subject.store.append(`${category}-1`, [...notes(1), DayEnded.of()], { expected: 'noStream' });
    await subject.streamOf(1);

    const log = await subject.readLog({ afterPosition, categories: [category], types: ['contract.note-taken'] });
    expect(log.map(({ streamId, version }) => [streamId, version])).toEqual([[`${category}-1`, 1]]);
  });

  test('it ends, and does not wait for more', async () => {
    const afterPosition = await subject.store.head();
    await subject.streamOf(3);
    expect(await subject.readLog({ afterPosition })).toHaveLength(3);
  });

  test('the head stays when nothing is written, and grows when something is', async () => {
    const before = await subject.store.head();
    expect(await subject.store.head()).toBe(before);
    const streamId = await subject.streamOf(2);
    expect(await subject.store.head()).toBe((await subject.read(streamId)).at(-1)?.position);
    expect(await subject.store.head()).toBeGreaterThan(before);
  });
}
