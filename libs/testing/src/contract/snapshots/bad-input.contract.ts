import { expect, test } from '@jest/globals';
import type { JsonValue } from '@daybook/domain';
import type { NearestOptions, Snapshot, SnapshotPage, SnapshotRetention } from '@daybook/event-store';
import { code, snapshotOf, type SnapshotSubject } from './snapshot-subject.js';

const circular: Record<string, unknown> = {};
circular.self = circular;

const wrong: readonly (readonly [field: string, Partial<Snapshot>])[] = [
  ...['', 'nohyphen', '-1', 'a/b-1', 'a-\0'].map((streamId) => ['streamId', { streamId }] as const),
  ...[0, -1, 1.5, NaN, 2 ** 53, '1' as unknown as number].map((version) => ['version', { version }] as const),
  ...[0, -1, 0.5, Infinity].map((position) => ['position', { position }] as const),
  ...['', 'abc', '../x'].map((eventId) => ['eventId', { eventId }] as const),
  ...['', '../x', 'x'.repeat(256)].map((fingerprint) => ['fingerprint', { fingerprint }] as const),
  ...[new Date(NaN), 1 as unknown as Date].map((takenAt) => ['takenAt', { takenAt }] as const),
  ...[undefined, 1n, circular, () => 1].map((state) => ['state', { state: state as JsonValue }] as const),
  ['state', { state: 'x'.repeat(16 * 1_024 * 1_024) }],
];

const wrongRetention: readonly (readonly [field: string, SnapshotRetention])[] = [
  ...[0, 1.5, NaN].map((newest) => ['retention.newest', { newest }] as const),
  ...[0, -1, true as unknown as number].map((every) => ['retention.every', { every }] as const),
  ...[-1, NaN].map((othersForMs) => ['retention.othersForMs', { othersForMs }] as const),
];

/** What is refused by a typed error that names the field, before anything is written. */
export function snapshotBadInputContract(subject: SnapshotSubject): void {
  test.each(wrong)('%s, given as in %#', async (field, other) => {
    const snapshot = snapshotOf({ streamId: subject.stream(), ...other });
    await expect(subject.store.put(snapshot)).rejects.toMatchObject({ field });
    if (field === 'streamId') return;
    expect(await subject.store.list({ streamId: snapshot.streamId })).toEqual([]);
  });

  test.each(wrongRetention)('%s, given as in %#', async (field, retention) => {
    const snapshot = snapshotOf({ streamId: subject.stream() });
    await expect(subject.store.put(snapshot, retention)).rejects.toMatchObject({ field });
    expect(await subject.store.list({ streamId: snapshot.streamId })).toEqual([]);
  });

  test.each<[string, Partial<NearestOptions>]>([
    ['fingerprint', { fingerprint: '' }],
    ['atOrBefore', { atOrBefore: -1 }],
    ['atOrBefore', { atOrBefore: 1.5 }],
  ])('the nearest by a wrong %s', async (field, options) => {
    const asked = subject.store.nearest(subject.stream(), { fingerprint: code, ...options });
    await expect(asked).rejects.toMatchObject({ field });
  });

  test.each<[string, SnapshotPage]>([
    ['streamId', { streamId: 'x' }],
    ['category', { category: '' }],
    ['fingerprint', { fingerprint: 'a/b' }],
    ['fromVersion', { fromVersion: -1 }],
  ])('a list, and a drop, by a wrong %s', async (field, selection) => {
    await expect(subject.store.list(selection)).rejects.toMatchObject({ field });
    await expect(subject.store.drop(selection)).rejects.toMatchObject({ field });
  });

  test.each<[string, SnapshotPage]>([
    ['streams', { streams: 0 }],
    ['afterStream', { afterStream: 'x' }],
  ])('a page by a wrong %s', async (field, page) => {
    await expect(subject.store.list(page)).rejects.toMatchObject({ field });
  });
}
