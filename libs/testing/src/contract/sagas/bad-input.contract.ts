import { expect, test } from '@jest/globals';
import type { JsonObject } from '@daybook/domain';
import type {
  FailedAttempt,
  MovedStep,
  NewSagaStep,
  SagaDeadline,
  SagaPage,
  SagaRecord,
  StepsWanted,
} from '@daybook/event-store';
import { known, newProcess, newSaga, type SagaSubject } from './saga-subject.js';

const circular: Record<string, unknown> = {};
circular['self'] = circular;

const badNames = ['', ' ', 'a\0b', 'a\ud800', '../x', 'x'.repeat(256), 1 as unknown as string];
const badKeys = ['', 'a\0b', '\udc00', 'x'.repeat(513), undefined as unknown as string];
const badCounts = [0, -1, 1.5, NaN, 2 ** 31, '1' as unknown as number];
const badDates = [new Date(NaN), new Date(8.64e15), new Date(-8.64e15), '2026-01-01' as unknown as Date];
const badJson: readonly (readonly [where: string, value: unknown])[] = [
  ['', 'text'],
  ['', [1]],
  ['', null],
  ['.self'.repeat(64), circular],
  ['', { text: 'x'.repeat(2 ** 20) }],
  ['.a', { a: 'x\0' }],
  ['.a', { a: '\ud800' }],
  ['.a.b[1]', { a: { b: [1, new Date(0)] } }],
  ['.a', { a: NaN }],
  ['.a', { a: 1n }],
  ['.a[0]', { a: [undefined] }],
  ['.__proto__', JSON.parse('{"__proto__":1}')],
];

const wrongRecords: readonly (readonly [field: string, Partial<SagaRecord>])[] = [
  ...badCounts.map((version) => ['version', { version }] as const),
  ...['', 'over', undefined].map((status) => ['status', { status: status as 'running' }] as const),
  ...badKeys.map((correlationId) => ['correlationId', { correlationId }] as const),
  ...['', 'abc', 1].map(
    (eventId) => ['startedBy.eventId', { startedBy: { eventId: eventId as string, position: 1 } }] as const,
  ),
  ...[-1, 0.5, NaN].map(
    (position) =>
      ['startedBy.position', { startedBy: { eventId: '0f0e0d0c-0b0a-4908-8706-050403020100', position } }] as const,
  ),
  ...[-1, 0.5, NaN].map((heardTo) => ['heardTo', { heardTo }] as const),
  ...[-1, 0.5, NaN].map((to) => ['toldBefore.to', { toldBefore: { outset: '1', to } }] as const),
  ['toldBefore.outset', { toldBefore: { outset: 1 as unknown as string, to: 0 } }],
  ...badDates.map((startedAt) => ['startedAt', { startedAt }] as const),
  ...badDates.map((changedAt) => ['changedAt', { changedAt }] as const),
  ...[-1, 0.5, 2 ** 31].map((steps) => ['steps', { steps }] as const),
  ...[-1, 0.5, 2 ** 31].map((turns) => ['turns', { turns }] as const),
  ['failure', { failure: 1 as unknown as string }],
  ['reason', { reason: {} as unknown as string }],
  ...badJson.map(([where, state]) => [`state${where}`, { state: state as JsonObject }] as const),
  ...badJson.map(([where, metadata]) => [`metadata${where}`, { metadata: metadata as JsonObject }] as const),
];

const wrongSteps: readonly (readonly [field: string, Partial<NewSagaStep>])[] = [
  ...[0, -1, 2, 1.5].map((number) => ['number', { number }] as const),
  ...[0, -1, 1.5, 2, undefined].map((turn) => ['turn', { turn }] as const),
  ['kind', { kind: 'event' as 'command' }],
  ...badNames.map((type) => ['type', { type }] as const),
  ...['done', 'refused', ''].map((status) => ['status', { status: status as 'due' }] as const),
  ...badDates.map((decidedAt) => ['decidedAt', { decidedAt }] as const),
  ...badJson.map(([where, payload]) => [`payload${where}`, { payload: payload as JsonObject }] as const),
  ['cause', { cause: 'me' as unknown as NewSagaStep['cause'] }],
];

const wrongMoves: readonly (readonly [field: string, Partial<MovedStep>])[] = [
  ...[0, -1, 1.5, 2].map((number) => ['number', { number }] as const),
  ['status', { status: 'over' as 'done' }],
  ...[0, 1.5, 2].map((turn) => ['turn', { turn }] as const),
  ['failure', { failure: 1 as unknown as string }],
];

const wrongDeadlines: readonly (readonly [field: string, Partial<SagaDeadline>])[] = [
  ...badNames.map((name) => ['name', { name }] as const),
  ...badDates.map((dueAt) => ['dueAt', { dueAt }] as const),
];

/** What is refused by a typed error that names the field, before anything is written. */
export function sagaBadInputContract(subject: SagaSubject): void {
  const anyCode = { code: expect.stringMatching(/^invalid-(saga|name)$/) as unknown };

  test.each(badNames)('a saga, given as in %#', async (saga) => {
    const address = { saga, key: 'a' };
    const error = { ...anyCode, field: expect.stringMatching(/(^|\.)saga$/) as unknown };
    await expect(subject.decide(address)).rejects.toMatchObject(error);
    await expect(subject.sagas.show(address)).rejects.toMatchObject(error);
    await expect(subject.claim(saga)).rejects.toMatchObject(error);
    await expect(subject.sagas.due(known(saga), new Date(), 1)).rejects.toMatchObject(error);
    await expect(subject.sagas.nextDeadline(known(saga))).rejects.toMatchObject(error);
    await expect(subject.sagas.nextAttemptInMs(known(saga))).rejects.toMatchObject(error);
    await expect(subject.sagas.correlated(saga, [], undefined)).rejects.toMatchObject(error);
    await expect(subject.sagas.list({ saga })).rejects.toMatchObject(error);
    await expect(subject.history.outset({ saga, subscription: 's' }, 0)).rejects.toMatchObject(error);
    await expect(subject.history.holding(saga, undefined, 1)).rejects.toMatchObject(error);
    await expect(subject.history.caughtUp({ saga, subscription: 's' }, { id: '1' })).rejects.toMatchObject(error);
    await expect(subject.history.known({ saga, subscription: 's' }, undefined)).rejects.toMatchObject(error);
    await expect(subject.history.waiting({ saga, subscription: 's' }, [], undefined)).rejects.toMatchObject(error);
    await expect(subject.sagas.pruned(saga, [], undefined)).rejects.toMatchObject(error);
    const finished = { before: new Date(), limit: 1 };
    await expect(subject.sagas.prune({ saga, subscription: 's' }, finished)).rejects.toMatchObject(error);
  });

  test.each(badKeys)('a key, given as in %#', async (key) => {
    const saga = newSaga();
    const error = { code: 'invalid-saga', field: expect.stringMatching(/(^|\.)key$/) as unknown };
    await expect(subject.decide({ saga, key })).rejects.toMatchObject(error);
    await expect(subject.sagas.show({ saga, key })).rejects.toMatchObject(error);
    const holding = subject.inTransaction(async (manager) => {
      await subject.sagas.held([{ saga, key }], manager);
    });
    await expect(holding).rejects.toMatchObject(error);
  });

  test.each(wrongRecords)('an instance: %s, given as in %#', async (field, record) => {
    const address = subject.address();
    const error = { code: 'invalid-saga', field: `changes[0].record.${field}` };
    await expect(subject.decide(address, { record })).rejects.toMatchObject(error);
    expect(await subject.sagas.show(address)).toBeUndefined();
  });

  test.each(wrongSteps)('a step: %s, given as in %#', async (field, step) => {
    const address = subject.address();
    const error = { ...anyCode, field: `changes[0].steps[0].${field}` };
    await expect(subject.decide(address, { steps: [step] })).rejects.toMatchObject(error);
    expect(await subject.sagas.show(address)).toBeUndefined();
  });

  test.each(wrongMoves)('a step that moves: %s, given as in %#', async (field, move) => {
    const address = await subject.sending(1);
    const moved = [{ number: 1, status: 'done', ...move } as const];
    const error = { code: 'invalid-saga', field: `changes[0].moved[0].${field}` };
    await expect(subject.decide(address, { moved, record: { turns: 1 } })).rejects.toMatchObject(error);
    expect((await subject.show(address)).steps).toMatchObject([{ status: 'due' }]);
  });

  test.each(wrongDeadlines)('a deadline: %s, given as in %#', async (field, deadline) => {
    const address = subject.address();
    const deadlines = [{ name: 'a', dueAt: new Date(0), ...deadline }];
    const error = { ...anyCode, field: `changes[0].deadlines[0].${field}` };
    await expect(subject.decide(address, { deadlines })).rejects.toMatchObject(error);
    expect(await subject.sagas.show(address)).toBeUndefined();
  });

  test.each(badNames)('a deadline that is over, given as in %#', async (name) => {
    const error = { code: 'invalid-name', field: 'changes[0].over[0]' };
    await expect(subject.decide(subject.address(), { over: [name] })).rejects.toMatchObject(error);
  });

  test('what is said twice in one change', async () => {
    const address = await subject.sending(1);
    const done = { number: 1, status: 'done' } as const;
    const twice = subject.decide(address, { moved: [done, { ...done, status: 'refused' }] });
    await expect(twice).rejects.toMatchObject({ code: 'invalid-saga', field: 'changes[0].moved[1]' });
    const dueAt = new Date(0);
    const deadlines = subject.decide(address, {
      deadlines: [
        { name: 'a', dueAt },
        { name: 'a', dueAt: new Date(1) },
      ],
    });
    await expect(deadlines).rejects.toMatchObject({ code: 'invalid-saga', field: 'changes[0].deadlines[1]' });
    const changes = subject.inTransaction(async (manager) => {
      const [held] = await subject.sagas.held([address], manager);
      const change = { record: held!.record, steps: [], moved: [], deadlines: [], over: [] };
      await subject.sagas.write([change, change], manager);
    });
    await expect(changes).rejects.toMatchObject({ code: 'invalid-saga', field: 'changes[1].record' });
  });

  test.each<[string, Partial<StepsWanted>]>([
    ...badNames.map((process) => ['process', { process }] as [string, Partial<StepsWanted>]),
    ...[0, -1, 1.5, NaN].map((limit) => ['limit', { limit }] as [string, Partial<StepsWanted>]),
    ...[0, -1, NaN, Infinity, 1e12].map((leaseMs) => ['leaseMs', { leaseMs }] as [string, Partial<StepsWanted>]),
    ...badCounts.map(
      (version) => ['sagas[0].versions[0]', { sagas: known('a', version) }] as [string, Partial<StepsWanted>],
    ),
  ])('what is claimed: %s, given as in %#', async (field, wanted) => {
    await expect(subject.claim(newSaga(), wanted)).rejects.toMatchObject({ ...anyCode, field });
  });

  test.each([0, -1, NaN, Infinity])('a sign of life for %p ms', async (leaseMs) => {
    const error = { code: 'invalid-saga', field: 'leaseMs' };
    await expect(subject.sagas.renew(newProcess(), [], leaseMs)).rejects.toMatchObject(error);
  });

  test.each<[string, FailedAttempt]>([
    ...[-1, NaN, Infinity].map((againInMs) => ['againInMs', { failure: 'x', againInMs }] as [string, FailedAttempt]),
    ['failure', { failure: undefined as unknown as string, againInMs: 0 }],
  ])('an attempt: %s, given as in %#', async (field, attempt) => {
    const address = await subject.sending(1);
    const claim = await subject.claimOne(address.saga);
    await expect(subject.sagas.failed(claim, attempt)).rejects.toMatchObject({ code: 'invalid-saga', field });
    expect(await subject.sagas.stands(claim, undefined)).toBe(true);
  });

  test('the time and the number of deadlines', async () => {
    for (const now of badDates) {
      await expect(subject.sagas.due([], now, 1)).rejects.toMatchObject({ code: 'invalid-saga', field: 'now' });
    }
    for (const limit of [0, -1, 1.5]) {
      const error = { code: 'invalid-saga', field: 'limit' };
      await expect(subject.sagas.due([], new Date(), limit)).rejects.toMatchObject(error);
      await expect(subject.history.holding(newSaga(), undefined, limit)).rejects.toMatchObject(error);
    }
    const reader = await subject.reader();
    await expect(subject.history.outset(reader, -1)).rejects.toMatchObject({ field: 'effectsFrom' });
    await expect(subject.sagas.prune(reader, { before: new Date(NaN), limit: 1 })).rejects.toMatchObject({
      field: 'before',
    });
    await expect(subject.sagas.prune(reader, { before: new Date(), limit: 0 })).rejects.toMatchObject({
      field: 'limit',
    });
  });

  test.each<[string, SagaPage]>([
    ['status', { status: 'over' as 'ended' }],
    ['limit', { limit: 0 }],
    ['limit', { limit: NaN }],
    ['after.key', { after: { saga: 'a', key: '' } }],
    ['after.saga', { after: { saga: '', key: 'a' } }],
  ])('a page: %s, given as in %#', async (field, page) => {
    await expect(subject.sagas.list(page)).rejects.toMatchObject({ ...anyCode, field });
  });

  test.each(badNames)('an idempotency key, given as in %#', async (key) => {
    const address = await subject.sending(0);
    const spent = subject.sagas.change(address, async (_held, manager) => ({
      change: undefined,
      result: await subject.sagas.spend(key, manager),
    }));
    await expect(spent).rejects.toMatchObject({ code: 'invalid-name', field: 'idempotencyKey' });
  });
}
