import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { code, everything, snapshotOf, type SnapshotSubject } from './snapshot-subject.js';

/** Writers who come late, early and at once. */
export function puttingContract(subject: SnapshotSubject): void {
  test('an older version that comes late does not take the place of a newer one', async () => {
    const streamId = await subject.streamWith([10, 5]);
    expect(await subject.nearestVersion(streamId)).toBe(10);
  });

  test('of one version the one that was taken last stays, whichever comes last', async () => {
    const streamId = subject.stream();
    const [early, late] = [
      snapshotOf({ streamId, takenAt: new Date(1) }),
      snapshotOf({ streamId, takenAt: new Date(2) }),
    ];
    await subject.store.put(late);
    await subject.store.put(early);
    expect((await subject.nearest(streamId)).snapshot).toEqual(late);
    const later = snapshotOf({ streamId, takenAt: new Date(3), eventId: randomUUID() });
    await subject.store.put(later);
    expect((await subject.nearest(streamId)).snapshot).toEqual(later);
    expect(await subject.versionsOf(streamId)).toEqual([1]);
  });

  test('many writers at once leave the newest, intact, and no error', async () => {
    const streamId = subject.stream();
    const versions = Array.from({ length: 40 }, (_, n) => ((n * 17) % 40) + 1);
    await Promise.all(versions.map((version) => subject.store.put(snapshotOf({ streamId, version }))));
    expect(await subject.nearest(streamId)).toMatchObject({
      snapshot: { version: 40, state: { state: { version: 40 } } },
      passedOver: [],
    });
    // What two did not see of each other, the next one tidies up.
    await subject.store.put(snapshotOf({ streamId, version: 41 }));
    expect(await subject.versionsOf(streamId)).toEqual([41, 40]);
  });

  test('whoever reads meanwhile meets one that is whole', async () => {
    const streamId = await subject.streamWith([1]);
    const big = 'x'.repeat(100_000);
    const writing = (async () => {
      for (let version = 2; version <= 20; version++) {
        await subject.store.put(snapshotOf({ streamId, version, state: { version, big } }));
      }
    })();
    let last = 0;
    while (last < 20) {
      const { snapshot, passedOver } = await subject.nearest(streamId);
      expect(passedOver).toEqual([]);
      expect(snapshot?.version).toBeGreaterThanOrEqual(last || 1);
      last = snapshot?.version ?? 0;
    }
    await writing;
  });

  test('a stream that has lost its end since is served again', async () => {
    // The newest were taken of events that a restored store does not have.
    const streamId = await subject.streamWith([900, 1_000]);
    await subject.store.put(snapshotOf({ streamId, version: 850 }));
    expect(await subject.nearestVersion(streamId, 899)).toBe(850);
    expect(await subject.store.drop({ streamId, fingerprint: code, fromVersion: 851 })).toBe(2);
    expect(await subject.nearestVersion(streamId)).toBe(850);
    await subject.store.put(snapshotOf({ streamId, version: 860 }), everything);
    expect(await subject.versionsOf(streamId)).toEqual([860, 850]);
  });
}
