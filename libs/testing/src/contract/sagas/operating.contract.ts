import { expect, test } from '@jest/globals';
import type { SagaAddress, SagaPage, SagaStatus } from '@daybook/event-store';
import { newSaga, type SagaSubject } from './saga-subject.js';

/** What operators see. */
export function sagaOperatingContract(subject: SagaSubject): void {
  const keys = async (page: SagaPage): Promise<readonly string[]> =>
    (await subject.sagas.list(page)).map(({ key }) => key);
  const several = async (saga: string, its: Readonly<Record<string, SagaStatus | 'stuck'>>): Promise<void> => {
    for (const [key, as] of Object.entries(its)) {
      const record = as === 'stuck' ? { failure: 'broken' } : { status: as };
      await subject.decide({ saga, key }, { record });
    }
  };

  test('one that there is not is not shown', async () => {
    expect(await subject.sagas.show(subject.address())).toBeUndefined();
    expect(await subject.sagas.list({ saga: newSaga() })).toEqual([]);
  });

  test('a list tells instances whole, by key as bytes are ordered, page by page', async () => {
    const saga = newSaga();
    const inOrder = ['A', 'B', 'a', 'b', 'é', 'ж', '\uffee', '😀'];
    for (const key of inOrder.toReversed()) await subject.decide({ saga, key });
    const [first] = await subject.sagas.list({ saga, limit: 1 });
    expect(first).toEqual((await subject.show({ saga, key: 'A' })).record);
    const met: string[] = [];
    for (let after: SagaAddress | undefined; ;) {
      const page = await subject.sagas.list({ saga, after, limit: 3 });
      if (page.length === 0) break;
      expect(page.length).toBeLessThanOrEqual(3);
      met.push(...page.map(({ key }) => key));
      after = page.at(-1);
    }
    expect(met).toEqual(inOrder);
  });

  test('those of several sagas are told saga by saga', async () => {
    const mark = newSaga();
    const sagas = [`${mark}-b`, `${mark}-a`, `${mark}-c`];
    for (const saga of sagas) for (const key of ['2', '1']) await subject.decide({ saga, key });
    const met: string[] = [];
    for (let after: SagaAddress = { saga: mark, key: '0' }; met.length < 6;) {
      const page = await subject.sagas.list({ after, limit: 4 });
      met.push(...page.map(({ saga, key }) => `${saga.slice(-1)}${key}`));
      after = page.at(-1)!;
    }
    expect(met.slice(0, 6)).toEqual(['a1', 'a2', 'b1', 'b2', 'c1', 'c2']);
  });

  test('a list can be of one status, of those that are stuck, and of those that are not', async () => {
    const saga = newSaga();
    await several(saga, { a: 'running', b: 'stuck', c: 'completed', d: 'stuck', e: 'running', f: 'ended' });
    expect(await keys({ saga, status: 'running' })).toEqual(['a', 'b', 'd', 'e']);
    expect(await keys({ saga, status: 'running', stuck: false })).toEqual(['a', 'e']);
    expect(await keys({ saga, stuck: true })).toEqual(['b', 'd']);
    expect(await keys({ saga, stuck: false })).toEqual(['a', 'c', 'e', 'f']);
    expect(await keys({ saga, stuck: true, status: 'ended' })).toEqual([]);
    expect(await keys({ saga, status: 'running', after: { saga, key: 'b' }, limit: 1 })).toEqual(['d']);
    expect(await keys({ saga, stuck: true, after: { saga, key: 'b' } })).toEqual(['d']);
    expect(await keys({ saga, after: { saga: `${saga}-x`, key: 'a' } })).toEqual([]);
    const stuck = await subject.sagas.list({ stuck: true, after: { saga, key: 'a' }, limit: 2 });
    expect(stuck.map(({ key }) => key)).toEqual(['b', 'd']);
  });

  test('how many there are is told by saga, version, status and whether they are stuck', async () => {
    const saga = newSaga();
    await several(saga, { a: 'running', b: 'stuck', c: 'completed', d: 'stuck', e: 'running', f: 'running' });
    await subject.decide({ saga, key: 'g' }, { record: { version: 2 } });
    const counts = await subject.sagas.counts();
    const of = { saga, version: 1 };
    expect(counts.filter((count) => count.saga === saga)).toEqual([
      { ...of, status: 'completed', stuck: false, instances: 1 },
      { ...of, status: 'running', stuck: false, instances: 3 },
      { ...of, status: 'running', stuck: true, instances: 2 },
      { ...of, version: 2, status: 'running', stuck: false, instances: 1 },
    ]);
  });

  test('by default a list has a hundred', async () => {
    const saga = newSaga();
    await Promise.all(Array.from({ length: 105 }, () => subject.decide(subject.address(saga))));
    expect(await subject.sagas.list({ saga })).toHaveLength(100);
  });
}
