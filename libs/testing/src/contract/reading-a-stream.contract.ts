import { expect, test } from '@jest/globals';
import type { ReadStreamOptions } from '@daybook/event-store';
import { all, notes, type ContractSubject } from './contract-subject.js';

const selections: readonly (readonly [ReadStreamOptions, readonly number[]])[] = [
  [{}, [1, 2, 3, 4, 5, 6, 7]],
  [{ direction: 'forwards' }, [1, 2, 3, 4, 5, 6, 7]],
  [{ direction: 'backwards' }, [7, 6, 5, 4, 3, 2, 1]],
  [{ fromVersion: 3 }, [3, 4, 5, 6, 7]],
  [{ toVersion: 3 }, [1, 2, 3]],
  [{ fromVersion: 3, toVersion: 5 }, [3, 4, 5]],
  [{ fromVersion: 3, toVersion: 5, direction: 'backwards' }, [5, 4, 3]],
  [{ fromVersion: 7 }, [7]],
  [{ fromVersion: 8 }, []],
  [{ fromVersion: 5, toVersion: 4 }, []],
  [{ toVersion: 0 }, []],
  [{ toVersion: Number.MAX_SAFE_INTEGER }, [1, 2, 3, 4, 5, 6, 7]],
  [{ limit: 2 }, [1, 2]],
  [{ limit: 2, direction: 'backwards' }, [7, 6]],
  [{ limit: 2, fromVersion: 4 }, [4, 5]],
  [{ limit: 100 }, [1, 2, 3, 4, 5, 6, 7]],
  [{ limit: 5, batchSize: 2 }, [1, 2, 3, 4, 5]],
];

/** A stream is read in the order of its versions, from and to where one likes. */
export function readingAStreamContract(subject: ContractSubject): void {
  test('a stream that nobody has written yields nothing', async () => {
    expect(await subject.read(subject.stream())).toEqual([]);
  });

  test.each(selections)('%j reads versions %j', async (options, versions) => {
    const streamId = await subject.streamOf(7);
    expect(await subject.versionsOf(streamId, options)).toEqual(versions);
  });

  test.each([1, 2, 3, 6, 7, 8, 10_000])('pages of %i events leave out and repeat nothing', async (batchSize) => {
    const streamId = await subject.streamOf(7);
    for (const direction of ['forwards', 'backwards'] as const) {
      const expected = direction === 'forwards' ? [1, 2, 3, 4, 5, 6, 7] : [7, 6, 5, 4, 3, 2, 1];
      const pages = await all(subject.store.readStream(streamId, { batchSize, direction }).pages());

      expect(pages.flatMap((page) => page.map(({ version }) => version))).toEqual(expected);
      expect(pages.every((page) => page.length > 0 && page.length <= batchSize)).toBe(true);
    }
  });

  test('streams that lie side by side in the log do not mix', async () => {
    const [one, other] = [subject.stream(), subject.stream()];
    for (let version = 0; version < 3; version++) {
      await subject.store.append(one, notes(1), { expected: version });
      await subject.store.append(other, notes(1), { expected: version });
    }
    expect(await subject.versionsOf(one)).toEqual([1, 2, 3]);
    expect((await subject.read(other)).every(({ streamId }) => streamId === other)).toBe(true);
  });

  test('a stream whose id is the beginning of another one is another stream', async () => {
    const streamId = await subject.streamOf(1);
    await subject.store.append(`${streamId}-2`, notes(2), { expected: 'noStream' });
    await subject.store.append(streamId.toUpperCase(), notes(3), { expected: 'noStream' });
    expect(await subject.versionsOf(streamId)).toEqual([1]);
  });

  test('what was appended is read at once', async () => {
    const streamId = subject.stream();
    for (let version = 1; version <= 20; version++) {
      await subject.store.append(streamId, notes(1), { expected: version - 1 });
      expect((await subject.versionsOf(streamId)).at(-1)).toBe(version);
    }
  });

  test('each iteration reads from the beginning', async () => {
    const streamId = await subject.streamOf(2);
    const stream = subject.store.readStream(streamId);
    expect(await all(stream)).toHaveLength(2);
    expect(await all(stream)).toHaveLength(2);
  });

  test('a reader may leave in the middle', async () => {
    const streamId = await subject.streamOf(7);
    for await (const { version } of subject.store.readStream(streamId, { batchSize: 2 })) if (version === 3) break;
    expect(await subject.versionsOf(streamId)).toHaveLength(7);
  });
}
