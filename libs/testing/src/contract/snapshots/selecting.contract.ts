import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { code, everything, olderCode, snapshotOf, type SnapshotSubject } from './snapshot-subject.js';

/** What there is, as a list, and what is taken away. */
export function selectingContract(subject: SnapshotSubject): void {
  /** A category that nobody has used. */
  const newCategory = (): string => `c${randomUUID().replaceAll('-', '')}`;

  test('a list tells all but the state', async () => {
    const snapshot = snapshotOf({ streamId: subject.stream(), version: 3, state: { state: 'ä' } });
    await subject.store.put(snapshot);
    const { state, ...others } = snapshot;
    const bytes = Buffer.byteLength(JSON.stringify(state));
    expect(await subject.store.list({ streamId: snapshot.streamId })).toEqual([{ ...others, bytes }]);
  });

  test('it goes by stream, and newest first within a stream', async () => {
    const category = newCategory();
    for (const id of ['b', 'B', 'ä', 'a-1', 'a.1', 'a1', 'a']) {
      await subject.streamWith([1, 2], everything, { streamId: `${category}-${id}` });
    }
    await subject.streamWith([3], everything, { streamId: `${category}-a`, fingerprint: olderCode });
    const listed = await subject.store.list({ category });
    expect(listed.map(({ streamId, version }) => `${streamId.slice(category.length + 1)} ${version}`)).toEqual([
      ...[
        'B 2',
        'B 1',
        'a 3',
        'a 2',
        'a 1',
        'a-1 2',
        'a-1 1',
        'a.1 2',
        'a.1 1',
        'a1 2',
        'a1 1',
        'b 2',
        'b 1',
        'ä 2',
        'ä 1',
      ],
    ]);
  });

  test('it comes in pages of streams', async () => {
    const category = newCategory();
    for (const id of ['1', '2', '3', '4', '5']) {
      await subject.streamWith([1, 2], everything, { streamId: `${category}-${id}` });
    }
    const seen: string[] = [];
    for (let afterStream: string | undefined; ;) {
      const page = await subject.store.list({ category, streams: 2, afterStream });
      if (page.length === 0) break;
      seen.push(page.map(({ streamId, version }) => `${streamId.at(-1)}${version}`).join(' '));
      afterStream = page.at(-1)?.streamId;
    }
    expect(seen).toEqual(['12 11 22 21', '32 31 42 41', '52 51']);
  });

  test('a category is no other one whose name begins alike', async () => {
    const category = newCategory();
    for (const other of ['', 'x', '.x', ' x', '/x'.replace('/', '+'), '_x']) {
      await subject.streamWith([1], everything, { streamId: `${category}${other}-1` });
    }
    expect((await subject.store.list({ category })).map(({ streamId }) => streamId)).toEqual([`${category}-1`]);
    expect(await subject.store.drop({ category })).toBe(1);
    expect(await subject.store.list({ category: `${category}x` })).toHaveLength(1);
  });

  test('what is dropped is what was selected', async () => {
    const category = newCategory();
    const streamId = await subject.streamWith([1, 2, 3], everything, { streamId: `${category}-1` });
    await subject.streamWith([1, 2, 3], everything, { streamId, fingerprint: olderCode });
    await subject.streamWith([9], everything, { streamId: `${category}-2` });
    expect(await subject.store.drop({ streamId, fingerprint: code, fromVersion: 3 })).toBe(1);
    expect(await subject.versionsOf(streamId)).toEqual([2, 1]);
    expect(await subject.store.drop({ category, fingerprint: olderCode })).toBe(3);
    expect(await subject.store.drop({ streamId: `${category}-3` })).toBe(0);
    expect(await subject.store.drop({ streamId })).toBe(2);
    expect(await subject.store.list({ category })).toMatchObject([{ streamId: `${category}-2`, version: 9 }]);
  });
}
