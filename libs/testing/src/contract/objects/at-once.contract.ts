import { expect, test } from '@jest/globals';
import { all } from '../contract-subject.js';
import { bytesOf, type ObjectSubject } from './object-subject.js';

/** An object is there whole or not at all, whoever else writes meanwhile. */
export function atOnceContract(subject: ObjectSubject): void {
  test('of many that are put at once under one key, one is there, whole, at each moment', async () => {
    const folder = subject.folder();
    const contents = Array.from({ length: 20 }, (_, n) => String.fromCharCode(97 + n).repeat(50_000 + n));
    await subject.storage.put(`${folder}object`, bytesOf(contents[0] ?? ''));
    const over = new AbortController();
    const writing = Promise.all(contents.map((text) => subject.storage.put(`${folder}object`, bytesOf(text))));
    const reading = (async () => {
      while (!over.signal.aborted) {
        expect(contents.includes((await subject.textOf(`${folder}object`)) ?? '')).toBe(true);
        const listed = await all(subject.storage.list(folder));
        expect(listed.map(({ key }) => key)).toEqual([`${folder}object`]);
        expect(listed[0]?.bytes).toBeGreaterThanOrEqual(50_000);
      }
    })();
    await writing.finally(() => over.abort());
    await reading;
  });

  test('what is put beside what is deleted is there', async () => {
    const folder = subject.folder();
    // Two in each folder, which is empty time and again, and taken away perhaps.
    const names = Array.from({ length: 6 }, (_, n) => `${n % 3}/b/${n}`);
    const deeds = names.map(async (name) => {
      for (let round = 0; round < 15; round++) {
        await subject.storage.put(folder + name, bytesOf(name));
        await subject.storage.delete(folder + name);
      }
      await subject.storage.put(folder + name, bytesOf(name));
    });
    await Promise.all(deeds);
    expect(await subject.keysIn(folder)).toEqual(names.toSorted());
  });

  test('a list goes on while objects are put and deleted', async () => {
    const folder = subject.folder();
    for (let n = 0; n < 10; n++) await subject.storage.put(`${folder}kept/${n}`, bytesOf('x'));
    const over = new AbortController();
    const changing = (async () => {
      for (let n = 0; !over.signal.aborted; n++) {
        await subject.storage.put(`${folder}changing/${n}/x`, bytesOf('x'));
        await subject.storage.delete(`${folder}changing/${n}/x`);
      }
    })();
    for (let round = 0; round < 30; round++) {
      const keys = await subject.keysIn(folder);
      expect(keys.filter((key) => key.startsWith('kept/'))).toHaveLength(10);
    }
    over.abort();
    await changing;
  });
}
