import { expect, test } from '@jest/globals';
import type { JsonObject } from '@daybook/domain';
import fc from 'fast-check';
import { changeOf, recordOf, type SagaSubject, stepOf } from './saga-subject.js';

const odd = JSON.parse('{ "b": 1, "a": { "10": 1, "2": 2, "zz": 1, "aa": 0 }, "toString": 1, "": 2 }') as JsonObject;

/** What is kept of an instance comes back as it was written, to the last field. */
export function sagaKeepingContract(subject: SagaSubject): void {
  test('an instance, its steps and its deadlines come back whole', async () => {
    const address = subject.address();
    const record = recordOf(address, {
      ...{ version: 7, status: 'compensating', steps: 3, turns: 2, reason: 'no stock', failure: 'broken' },
      state: { lines: [{ sku: 'a', count: 2 }], note: null },
      metadata: { actor: 'alice', traceparent: '00-ab-cd-01' },
      startedBy: { eventId: '0f0e0d0c-0b0a-4908-8706-050403020100', position: 2 ** 53 - 1 },
      startedAt: new Date('0001-01-01T00:00:00.001Z'),
      changedAt: new Date('9999-12-31T23:59:59.999Z'),
      stuckAt: { deadline: 'payment' },
      ...{ heardTo: 2 ** 53 - 1, toldBefore: { outset: '1.5', to: 41 } },
    });
    const steps = [
      stepOf(1, { turn: undefined, kind: 'compensation', status: 'declared', cause: { deadline: 'payment' } }),
      stepOf(2, { turn: 1, payload: { amount: 12.5 }, cause: { refusedStep: 1 } }),
      stepOf(3, { turn: 2, status: 'held', cause: { operator: 'bob' } }),
    ];
    const deadlines = [
      { name: 'late', dueAt: new Date('2026-02-03T04:05:06.789Z') },
      { name: 'payment', dueAt: new Date('1969-12-31T23:59:59.999Z') },
    ];
    await subject.sagas.change(address, async () => ({
      change: { record, steps, moved: [], deadlines, over: [] },
      result: undefined,
    }));
    const never = { attempts: 0, failures: 0, failure: undefined, endedAt: undefined, claimedBy: undefined };
    const kept = steps.map((step) => ({ ...step, ...never }));
    expect(await subject.show(address)).toEqual({ record, steps: kept, deadlines });
    await subject.sagas.change(address, async (held) => {
      expect(held).toEqual({ record, open: kept, deadlines });
      return { change: undefined, result: undefined };
    });
  });

  test.each<[string, JsonObject]>([
    ['the order of its fields', odd],
    ['text of all kinds', { text: 'ä😀 \u0001\u001f \\u0000 \\ " \u2028 ‮', '"': "'; DROP" }],
    ['numbers at the ends', { numbers: [5e-324, 2 ** 53 - 1, 0.1, -1.5e-7] }],
    ['depth', JSON.parse(`{"a":${'['.repeat(62)}${']'.repeat(62)}}`) as JsonObject],
    ['half a megabyte', { text: 'abcdefgh'.repeat(65_536) }],
  ])('a state and a payload keep %s', async (_, json) => {
    const address = subject.address();
    await subject.decide(address, { record: { state: json, metadata: json }, steps: [{ payload: json }] });
    const { record, steps } = await subject.show(address);
    // As text: matchers do not look at the order of fields.
    const text = JSON.stringify(json);
    expect([record.state, record.metadata, steps[0]?.payload].map((kept) => JSON.stringify(kept))).toEqual([
      text,
      text,
      text,
    ]);
    const claim = await subject.claimOne(address.saga);
    expect(JSON.stringify(claim.step.payload)).toBe(text);
  });

  test('any state is kept', async () => {
    const text = fc.string({ unit: 'grapheme' });
    const anything = fc.dictionary(text, fc.jsonValue({ maxDepth: 3, stringUnit: 'grapheme' }));
    const address = subject.address();
    let kept = 0;
    await fc.assert(
      fc.asyncProperty(anything, async (any) => {
        const state = JSON.parse(JSON.stringify(any)) as JsonObject;
        const refusal = await subject.decide(address, { record: { state } }).catch((error: unknown) => error);
        if (refusal === undefined) {
          expect(JSON.stringify((await subject.show(address)).record.state)).toBe(JSON.stringify(state));
          kept++;
        } else expect(refusal).toMatchObject({ code: 'invalid-saga' });
      }),
      { numRuns: 50 },
    );
    expect(kept).toBeGreaterThan(0);
  });

  test.each([
    'a',
    'A',
    'a b',
    'ä😀',
    "'%_*?<>|:",
    '../x',
    ' a ',
    'x'.repeat(512),
    '😀'.repeat(256),
    'ж'.repeat(512),
    'e\u0301',
    'é',
  ])('the instance of the key %j is no other one', async (key) => {
    const address = { saga: 'contract-keys', key };
    await subject.decide(address, {
      record: { state: { key } },
      steps: [{}],
      deadlines: [{ name: 'x', dueAt: new Date(0) }],
    });
    expect((await subject.show(address)).record).toMatchObject({ key, state: { key } });
    const listed = await subject.sagas.list({ saga: address.saga, limit: 1_000 });
    expect(listed.filter((record) => record.key === key)).toHaveLength(1);
  });

  test('what is changed after it was written, or after it was read, changes nothing', async () => {
    const address = subject.address();
    const state = { list: [1] };
    const dueAt = new Date(1_000);
    const written = changeOf(address, undefined, { record: { state }, deadlines: [{ name: 'x', dueAt }] });
    await subject.sagas.change(address, async () => ({ change: written, result: undefined }));
    state.list.push(2);
    dueAt.setTime(0);
    const first = await subject.show(address);
    expect(first).toMatchObject({ record: { state: { list: [1] } }, deadlines: [{ dueAt: new Date(1_000) }] });
    (first.record.state as typeof state).list.push(3);
    first.deadlines[0]?.dueAt.setTime(0);
    expect(await subject.show(address)).toMatchObject({
      record: { state: { list: [1] } },
      deadlines: [{ dueAt: new Date(1_000) }],
    });
  });

  test('what was said of a failure is kept, whatever characters are in it', async () => {
    const address = await subject.sending(1);
    await subject.sagas.failed(await subject.claimOne(address.saga), {
      failure: 'a\0b \ud800 c',
      againInMs: undefined,
    });
    const { record, steps } = await subject.show(address);
    expect([record.failure, steps[0]?.failure].map((text) => text?.replace(/[^abc ]/g, '?'))).toEqual([
      'a?b ? c',
      'a?b ? c',
    ]);
  });
}
