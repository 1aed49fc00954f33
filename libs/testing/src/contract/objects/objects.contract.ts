import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { all } from '../contract-subject.js';
import { bytesOf, type ObjectSubject } from './object-subject.js';

/** What is put is there, and what is taken away is not. */
export function objectsContract(subject: ObjectSubject): void {
  test.each<[string, Uint8Array]>([
    ['every byte', Uint8Array.from({ length: 256 }, (_, byte) => byte)],
    ['nothing', new Uint8Array(0)],
    ['a megabyte', new Uint8Array(1_048_576).fill(7)],
    ['a part of a larger array', new Uint8Array([0, 1, 2, 3, 4]).subarray(1, 3)],
  ])('an object keeps %s', async (_, bytes) => {
    const key = `${subject.folder()}object`;
    await subject.storage.put(key, bytes);
    expect(Buffer.compare((await subject.storage.get(key)) ?? bytesOf('nothing'), bytes)).toBe(0);
  });

  test('it is replaced by one under the same key, a shorter one as well', async () => {
    const key = `${subject.folder()}object`;
    await subject.storage.put(key, bytesOf('the first'));
    await subject.storage.put(key, bytesOf('second'));
    expect(await subject.textOf(key)).toBe('second');
    expect(await all(subject.storage.list(key.replace('object', '')))).toEqual([{ key, bytes: 6 }]);
  });

  test('what is not there is undefined, and can be deleted', async () => {
    const folder = subject.folder();
    expect(await subject.storage.get(`${folder}a/b/c`)).toBeUndefined();
    await subject.storage.delete(`${folder}a/b/c`);
    expect(await subject.keysIn(folder)).toEqual([]);
  });

  test('what is deleted is gone, and nothing else is', async () => {
    const folder = subject.folder();
    for (const key of ['a/b', 'a/c', 'ab']) await subject.storage.put(folder + key, bytesOf(key));
    await subject.storage.delete(`${folder}a/b`);
    expect(await subject.storage.get(`${folder}a/b`)).toBeUndefined();
    expect(await subject.keysIn(folder)).toEqual(['a/c', 'ab']);
    await subject.storage.delete(`${folder}a/c`);
    await subject.storage.put(`${folder}a`, bytesOf('where a folder was'));
    expect(await subject.keysIn(folder)).toEqual(['a', 'ab']);
  });

  test('a list goes by the bytes of the keys', async () => {
    const folder = subject.folder();
    const parts = fc.stringMatching(/^[a-c0_][a-c0._-]{0,3}[a-c0_-]$/);
    const keys = fc.uniqueArray(fc.array(parts, { minLength: 1, maxLength: 3 }), {
      ...{ minLength: 1, maxLength: 12, selector: (key) => key.join('/') },
    });
    let round = 0;
    await fc.assert(
      fc.asyncProperty(keys, async (chosen) => {
        const own = `${folder}${round++}/`;
        // No key stands where others go on.
        const all = chosen.map((key) => key.join('/'));
        const fit = all.filter((key) => !all.some((other) => other.startsWith(`${key}/`)));
        for (const key of fit) await subject.storage.put(own + key, bytesOf(key));
        expect(await subject.keysIn(own)).toEqual(fit.toSorted((a, b) => Buffer.compare(bytesOf(a), bytesOf(b))));
      }),
      { numRuns: 20 },
    );
  });

  test('it tells the sizes, and those of one folder alone', async () => {
    const folder = subject.folder();
    for (const key of ['a', 'a-b/c', 'a.b', 'ab/c', 'ab/d/e', 'abc']) {
      await subject.storage.put(folder + key, bytesOf(key));
    }
    expect(await subject.keysIn(`${folder}ab/`)).toEqual(['c', 'd/e']);
    expect(await subject.keysIn(`${folder}none/`)).toEqual([]);
    expect(await all(subject.storage.list(`${folder}a-b/`))).toEqual([{ key: `${folder}a-b/c`, bytes: 5 }]);
    const everything = (await all(subject.storage.list())).map(({ key }) => key);
    expect(everything.filter((key) => key.startsWith(folder))).toHaveLength(6);
  });
}
