import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { code, olderCode, snapshotOf, type SnapshotSubject } from './snapshot-subject.js';

const day = 24 * 60 * 60 * 1_000;

/** Which snapshots stay when another one is put. */
export function retentionContract(subject: SnapshotSubject): void {
  test('the two newest stay', async () => {
    const streamId = await subject.streamWith([1, 2, 3, 4, 5]);
    expect(await subject.versionsOf(streamId)).toEqual([5, 4]);
  });

  test('or as many as are asked for', async () => {
    const streamId = await subject.streamWith([1, 2, 3, 4, 5], { newest: 3 });
    expect(await subject.versionsOf(streamId)).toEqual([5, 4, 3]);
    await subject.streamWith([6], { newest: 1 }, { streamId });
    expect(await subject.versionsOf(streamId)).toEqual([6]);
  });

  test('for time travel the last of each so many versions stays', async () => {
    const hundreds = Array.from({ length: 35 }, (_, n) => (n + 1) * 100);
    const streamId = await subject.streamWith(hundreds, { newest: 2, every: 1_000 });
    expect(await subject.versionsOf(streamId)).toEqual([3_500, 3_400, 2_900, 1_900, 900]);
    expect(await subject.nearestVersion(streamId, 2_500)).toBe(1_900);
    await subject.streamWith([3_600], { newest: 1, every: false }, { streamId });
    expect(await subject.versionsOf(streamId)).toEqual([3_600]);
  });

  test('by default of each 10,000', async () => {
    const streamId = await subject.streamWith([9_998, 9_999, 10_000, 19_999, 20_000, 20_001]);
    expect(await subject.versionsOf(streamId)).toEqual([20_001, 20_000, 19_999, 9_999]);
  });

  test('each release has its own, until the other has not taken one for long', async () => {
    const start = Date.now();
    const streamId = subject.stream();
    for (const days of [0, 1]) {
      const takenAt = new Date(start + days * day);
      await subject.store.put(snapshotOf({ streamId, fingerprint: olderCode, version: 10 + days, takenAt }));
    }
    for (const days of [7, 8]) {
      await subject.store.put(snapshotOf({ streamId, version: 20 + days, takenAt: new Date(start + days * day) }));
    }
    expect(await subject.versionsOf(streamId, olderCode)).toEqual([11, 10]);
    await subject.store.put(snapshotOf({ streamId, version: 30, takenAt: new Date(start + 8 * day + 1) }));
    expect(await subject.versionsOf(streamId, olderCode)).toEqual([]);
    expect(await subject.versionsOf(streamId)).toEqual([30, 28]);
  });

  test('whatever is put and kept, what stays is what was to stay', async () => {
    const put = fc.record({
      version: fc.integer({ min: 1, max: 60 }),
      fingerprint: fc.constantFrom(code, olderCode),
      newest: fc.integer({ min: 1, max: 4 }),
      every: fc.constantFrom(false as const, 1, 7, 20),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(put, { minLength: 1, maxLength: 12 }), async (puts) => {
        const streamId = subject.stream();
        const model = new Map<string, Set<number>>([
          [code, new Set()],
          [olderCode, new Set()],
        ]);
        for (const { version, fingerprint, newest, every } of puts) {
          await subject.store.put(snapshotOf({ streamId, version, fingerprint }), { newest, every });
          model.get(fingerprint)?.add(version);
          for (const [of, versions] of model)
            model.set(of, staying(versions, newest, every, of === fingerprint ? version : 0));
        }
        for (const [of, versions] of model) {
          expect(await subject.versionsOf(streamId, of)).toEqual([...versions].sort((a, b) => b - a));
        }
      }),
      { numRuns: 25 },
    );
  });
}

/** What stays, written down another time and in another way. */
function staying(versions: ReadonlySet<number>, newest: number, every: number | false, put: number): Set<number> {
  const stays = new Set([...versions].sort((a, b) => b - a).slice(0, newest));
  if (put > 0) stays.add(put);
  if (every === false) return stays;
  for (let from = 0; from <= 60; from += every) {
    const stretch = [...versions].filter((version) => version >= from && version < from + every);
    if (stretch.length > 0) stays.add(Math.max(...stretch));
  }
  return stays;
}
