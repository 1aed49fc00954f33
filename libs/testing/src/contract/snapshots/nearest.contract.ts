import { expect, test } from '@jest/globals';
import { code, everything, olderCode, snapshotOf, type SnapshotSubject } from './snapshot-subject.js';

/** Which snapshot loading begins with, and which are passed over. */
export function nearestContract(subject: SnapshotSubject): void {
  test('a stream without one has none', async () => {
    expect(await subject.nearest(subject.stream())).toEqual({ snapshot: undefined, passedOver: [] });
  });

  test('it is the newest', async () => {
    const streamId = await subject.streamWith([3, 12, 100], everything);
    expect(await subject.nearestVersion(streamId)).toBe(100);
  });

  test.each([
    [0, undefined],
    [2, undefined],
    [3, 3],
    [11, 3],
    [12, 12],
    [99, 12],
    [100, 100],
    [Number.MAX_SAFE_INTEGER, 100],
  ])('at or before %p it is %p', async (atOrBefore, version) => {
    const streamId = await subject.streamWith([3, 12, 100], everything);
    expect(await subject.nearestVersion(streamId, atOrBefore)).toBe(version);
  });

  test('one of other code is passed over, and said to be, where it would have been nearer', async () => {
    const streamId = await subject.streamWith([10], everything);
    await subject.streamWith([5, 20], everything, { streamId, fingerprint: olderCode });
    expect(await subject.nearest(streamId)).toMatchObject({
      snapshot: { version: 10 },
      passedOver: ['other-fingerprint'],
    });
    expect(await subject.nearest(streamId, 19)).toMatchObject({ snapshot: { version: 10 }, passedOver: [] });
    expect(await subject.nearest(streamId, 9)).toEqual({ snapshot: undefined, passedOver: ['other-fingerprint'] });
  });

  test('two releases at one version keep one each', async () => {
    const streamId = await subject.streamWith([10]);
    await subject.streamWith([10], undefined, { streamId, fingerprint: olderCode });
    expect((await subject.nearest(streamId)).snapshot?.fingerprint).toBe(code);
    const older = await subject.store.nearest(streamId, { fingerprint: olderCode });
    expect(older).toMatchObject({ snapshot: { fingerprint: olderCode, version: 10 }, passedOver: [] });
  });

  test.each(['state', 'stream'] as const)(
    'a damaged one (%s) is passed over, and said to be; the one before it is taken',
    async (how) => {
      const streamId = await subject.streamWith([1, 2, 3], everything);
      await subject.underTest.damage({ streamId, fingerprint: code, version: 3 }, how);
      await subject.underTest.damage({ streamId, fingerprint: code, version: 2 }, how);
      expect(await subject.nearest(streamId)).toMatchObject({ snapshot: { version: 1 }, passedOver: ['unreadable'] });
      await subject.underTest.damage({ streamId, fingerprint: code, version: 1 }, how);
      expect(await subject.nearest(streamId)).toEqual({ snapshot: undefined, passedOver: ['unreadable'] });
    },
  );

  test('one that is put again heals it', async () => {
    const streamId = await subject.streamWith([1, 2], everything);
    await subject.underTest.damage({ streamId, fingerprint: code, version: 2 }, 'state');
    await subject.store.put(snapshotOf({ streamId, version: 2 }));
    expect(await subject.nearest(streamId)).toMatchObject({ snapshot: { version: 2 }, passedOver: [] });
  });
}
