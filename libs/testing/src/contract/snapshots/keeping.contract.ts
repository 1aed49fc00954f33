import { expect, test } from '@jest/globals';
import type { JsonValue } from '@daybook/domain';
import fc from 'fast-check';
import { code, snapshotOf, type SnapshotSubject } from './snapshot-subject.js';

const odd = JSON.parse('{ "__proto__": { "b": 1, "a": 2 }, "10": 1, "2": 2, "zz": 1, "a": 2, "aa": 0 }') as JsonValue;

/** A snapshot comes back as it was put, to the last field. */
export function keepingContract(subject: SnapshotSubject): void {
  async function kept(state: JsonValue): Promise<JsonValue | undefined> {
    const snapshot = snapshotOf({ streamId: subject.stream(), state });
    await subject.store.put(snapshot);
    return (await subject.nearest(snapshot.streamId)).snapshot?.state;
  }

  test('all of it comes back', async () => {
    const snapshot = snapshotOf({ streamId: subject.stream(), version: 7, position: 2 ** 53 - 1 });
    await subject.store.put(snapshot);
    expect(await subject.nearest(snapshot.streamId)).toEqual({ snapshot, passedOver: [] });
  });

  test.each<[string, JsonValue]>([
    ['null', null],
    ['the order of its fields', { state: odd }],
    ['what no text of a database holds', { state: 'a\u0000b \ud800 \udc00 😀 \\u0000 \\' }],
    ['numbers at the ends', { state: [1e-320, 5e-324, 1.7976931348623157e308, 2 ** 53, 0.1, -1.5e-7] }],
    ['depth', JSON.parse(`${'['.repeat(200)}${']'.repeat(200)}`) as JsonValue],
    ['a megabyte', { state: 'abcdefgh'.repeat(131_072) }],
  ])('a state keeps %s', async (_, state) => {
    // As text: matchers do not look at the order of fields.
    expect(JSON.stringify(await kept(state))).toBe(JSON.stringify(state));
  });

  test('any state is kept', async () => {
    const anything = fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' });
    await fc.assert(
      fc.asyncProperty(anything, async (state) => {
        const plain = JSON.parse(JSON.stringify(state)) as JsonValue;
        expect(JSON.stringify(await kept(plain))).toBe(JSON.stringify(plain));
      }),
      { numRuns: 50 },
    );
  });

  test.each([
    'note-1',
    'Note-1',
    'note-a b',
    'note-ä😀',
    'note-a_41',
    'note-aA',
    'note--',
    `note-${'x'.repeat(250)}`,
    `note-${'ж'.repeat(125)}`,
    `note-${'ж'.repeat(124)}й`,
    "note-'%_*?<>|:",
    'n.o-t.e',
    'é-1',
  ])('of the stream %s, and of no other', async (streamId) => {
    const snapshot = snapshotOf({ streamId });
    await subject.store.put(snapshot);
    expect((await subject.nearest(streamId)).snapshot).toEqual(snapshot);
    expect(await subject.store.drop({ streamId })).toBe(1);
    expect((await subject.nearest(streamId)).snapshot).toBeUndefined();
  });

  test('the id of its event is told in lower case, as streams tell it', async () => {
    const streamId = subject.stream();
    await subject.store.put(snapshotOf({ streamId, eventId: 'ABCDEFAB-0000-7000-8000-ABCDEFABCDEF' }));
    const { snapshot } = await subject.store.nearest(streamId, { fingerprint: code });
    expect(snapshot?.eventId).toBe('abcdefab-0000-7000-8000-abcdefabcdef');
  });

  test('what is changed after it was put, or after it was read, changes nothing', async () => {
    const state = { state: { list: [1] } };
    const takenAt = new Date(1_000);
    const streamId = subject.stream();
    await subject.store.put(snapshotOf({ streamId, state, takenAt }));
    state.state.list.push(2);
    takenAt.setTime(0);
    const first = (await subject.nearest(streamId)).snapshot;
    expect(first).toMatchObject({ state: { state: { list: [1] } }, takenAt: new Date(1_000) });
    (first?.state as typeof state).state.list.push(3);
    expect((await subject.nearest(streamId)).snapshot?.state).toEqual({ state: { list: [1] } });
  });
}
