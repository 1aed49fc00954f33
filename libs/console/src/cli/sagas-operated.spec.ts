import 'reflect-metadata';
import { EventStore, type SagaRecord } from '@daybook/event-store';
import { DaybookModule } from '@daybook/nestjs';
import { describe, expect, test } from '@jest/globals';
import { Injectable, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { type Answer, answerOf } from './example/collected.js';
import { DeliverLetters } from './example/deliveries.js';
import { LetterSent } from './example/letters.js';

const steering = '\u001b[31mred\u0007\u202e';
const at = new Date('2026-01-31T12:00:00Z');

/** The store ends with the command: it is filled whenever the application starts. */
@Injectable()
class PostOffice implements OnApplicationBootstrap {
  constructor(private readonly store: EventStore) {}
  async onApplicationBootstrap(): Promise<void> {
    const { sagas, subscriptions } = this.store;
    await this.#keep('deliver-letters', 'l-1', {
      failure: `it is ${steering}`,
      stuckAt: { step: 1 },
      state: { to: 'Ann' },
    });
    await this.#keep('deliver-letters', 'l-2', { status: 'completed' });
    await this.#keep('deliver-parcels', steering, { version: 7 });
    const process = 'elsewhere';
    await sagas.claim({ process, sagas: [{ saga: 'deliver-parcels', versions: [7] }], limit: 1, leaseMs: 60_000 });
    await this.store.append('letter-3', [LetterSent.of({ to: 'Ann', subject: 'hello' })], { expected: 0 });
    const name = 'saga:deliver-letters';
    await subscriptions.register([{ name, kind: 'saga', segments: 1, from: 0 }]);
    const [lease] = await subscriptions.claim('p', [{ subscription: name, segment: 0 }], 1_000);
    if (lease === undefined) throw new Error('It is free.');
    for await (const { eventId, streamId, type, position } of this.store.readAll()) {
      const parking = { eventId, streamId, type, failure: `it is ${steering}`, attempts: 5, position };
      await subscriptions.advance(lease, { position, parked: ['l-3', 'l-1'].map((key) => ({ ...parking, key })) });
    }
  }

  async #keep(saga: string, key: string, fields: Partial<SagaRecord>): Promise<void> {
    const record: SagaRecord = {
      ...{ saga, key, version: 1, status: 'running', state: {}, correlationId: 'c-1', metadata: { actor: 'Ann' } },
      startedBy: { eventId: '00000000-0000-4000-8000-000000000001', position: 1 },
      ...{ startedAt: at, changedAt: at, steps: 2, turns: 1 },
      ...{ reason: undefined, failure: undefined, stuckAt: undefined, ...fields },
    };
    const step = { payload: { letter: 'Ann' }, decidedAt: at, cause: { event: key, type: 'letter.sent' } } as const;
    await this.store.sagas.change({ saga, key }, async () => ({
      change: {
        record,
        steps: [
          { ...step, number: 1, turn: 1, kind: 'command', type: 'find-carrier', status: 'due' },
          { ...step, number: 2, turn: undefined, kind: 'compensation', type: 'dismiss-carrier', status: 'declared' },
        ],
        ...{ moved: [], over: [], deadlines: [{ name: 'carried', dueAt: at }] },
      },
      result: undefined,
    }));
  }
}

@Module({
  imports: [DaybookModule.forRoot({ store: 'memory' }), DaybookModule.forFeature({ sagas: [DeliverLetters] })],
  providers: [PostOffice],
})
class Office {}

@Module({ imports: [DaybookModule.forRoot({ store: 'memory' })] })
class EmptyOffice {}

const daybook = (...args: readonly string[]): Promise<Answer> => answerOf(Office, args);
const resultOf = ({ out }: Answer): unknown => JSON.parse(out);
const because = ['--reason', 'seen to by phone', '--by', 'ann'];

describe('What a script can rely on', () => {
  test.each([
    [1, ['sagas', 'list']],
    [1, ['sagas', 'list', '--stuck']],
    [1, ['sagas', 'list', '--saga', 'deliver-letters', '--status', 'completed', '--limit', '1']],
    [0, ['sagas', 'list', '--saga', 'deliver-parcels']],
    [0, ['sagas', 'list', '--saga', 'deliver-parcels', '--stuck', '--after', 'a']],
    [1, ['sagas', 'list', '--saga', 'deliver-nothing']],
    [2, ['sagas', 'list', 'deliver-letters']],
    [2, ['sagas', 'list', '--status', 'stuck']],
    [2, ['sagas', 'list', '--after', 'l-1']],
    [0, ['sagas', 'show', 'deliver-letters', 'l-1']],
    [0, ['sagas', 'show', 'deliver-letters', 'l-1', '--personal']],
    [0, ['sagas', 'show', 'deliver-letters', 'l-3']],
    [0, ['sagas', 'show', 'deliver-parcels', steering]],
    [1, ['sagas', 'show', 'deliver-letters', steering]],
    [1, ['sagas', 'show', steering, 'l-1']],
    [2, ['sagas', 'show', 'deliver-letters']],
    [2, ['sagas', 'show']],
    [2, ['sagas', 'show', 'deliver-letters', 'l-1', 'l-2']],
    [0, ['sagas', 'retry', 'deliver-letters', 'l-1']],
    [0, ['sagas', 'retry', 'deliver-letters', 'l-3']],
    [1, ['sagas', 'retry', 'deliver-letters', 'l-2']],
    [0, ['sagas', 'retry', 'deliver-letters', '--all']],
    [0, ['sagas', 'retry', '--all']],
    [1, ['sagas', 'retry', 'deliver-parcels', '--all']],
    [1, ['sagas', 'retry', 'deliver-nothing', '--all']],
    [2, ['sagas', 'retry', 'deliver-letters', 'l-1', '--all']],
    [2, ['sagas', 'retry', 'deliver-letters']],
    [0, ['sagas', 'skip', 'deliver-letters', 'l-1', ...because]],
    [0, ['sagas', 'skip', 'deliver-letters', 'l-1', '--step', '1', ...because]],
    [1, ['sagas', 'skip', 'deliver-letters', 'l-1', '--step', '2', ...because]],
    [1, ['sagas', 'skip', 'deliver-letters', 'l-2', ...because]],
    [1, ['sagas', 'skip', 'deliver-letters', 'l-3', ...because]],
    [2, ['sagas', 'skip', 'deliver-letters', 'l-1']],
    [2, ['sagas', 'skip', 'deliver-letters', 'l-1', '--reason', ' ']],
    [0, ['sagas', 'end', 'deliver-letters', 'l-1', ...because]],
    [0, ['sagas', 'end', 'deliver-parcels', steering, ...because]],
    [1, ['sagas', 'end', 'deliver-letters', 'l-3', ...because]],
    [2, ['sagas', 'end', 'deliver-letters', 'l-1']],
    [2, ['sagas', 'end', 'deliver-letters', ...because]],
    [0, ['sagas', 'pause', 'deliver-letters', ...because]],
    [1, ['sagas', 'pause', 'deliver-parcels', ...because]],
    [1, ['sagas', 'pause', 'deliver-nothing', ...because]],
    [2, ['sagas', 'pause', 'deliver-letters']],
    [2, ['sagas', 'pause', ...because]],
    [0, ['sagas', 'resume', 'deliver-letters']],
    [1, ['sagas', 'resume', 'deliver-parcels']],
    [2, ['sagas', 'resume']],
    [0, ['sagas', 'prune', '--older-than', '90d']],
    [0, ['sagas', 'prune', 'deliver-letters', '--older-than', '36h']],
    [1, ['sagas', 'prune', 'deliver-nothing', '--older-than', '90d']],
    [1, ['sagas', 'prune', '--older-than', '59m']],
    [2, ['sagas', 'prune', '--older-than', 'soon']],
    [2, ['sagas', 'prune']],
  ])('is the exit code: %i of %j', async (code, args) => {
    const plain = await daybook(...args);
    expect(plain).toMatchObject({ code, err: code === 2 ? expect.stringContaining('--help') : expect.any(String) });
    const json = await daybook(...args, '--json');
    expect(json.code).toBe(code);
    if (json.err === '') expect(json.out.trimEnd().split('\n')).toHaveLength(1);
    if (json.err === '') expect(resultOf(json)).toBeDefined();
    for (const { out, err } of [plain, json]) expect(out + err).not.toMatch(/[\u001b\u0007\u202e]/u);
    const isPersonal = args.includes('--personal');
    for (const { out, err } of [plain, json]) expect((out + err).includes('Ann')).toBe(isPersonal);
  });

  test('is that nothing is wrong where there are no sagas', async () => {
    expect(await answerOf(EmptyOffice, ['sagas', 'list'])).toMatchObject({
      code: 0,
      out: 'The application has no sagas.\n',
    });
    const { code, out } = await answerOf(EmptyOffice, ['sagas', 'list', '--json']);
    expect([code, JSON.parse(out)]).toEqual([0, { sagas: [], matching: 0, instances: [] }]);
  });

  test('is the JSON: sagas of this release and of others, with their instances', async () => {
    expect(resultOf(await daybook('sagas', 'list', '--json'))).toMatchObject({
      sagas: [
        {
          ...{ saga: 'deliver-letters', versions: [1] },
          reader: { state: 'parked', name: 'saga:deliver-letters' },
          counts: [{ status: 'completed' }, { status: 'running', stuck: true, instances: 1 }],
          parked: [
            { key: 'l-1', events: 1 },
            { key: 'l-3', events: 1 },
          ],
        },
        { saga: 'deliver-parcels', versions: [], reader: null, parked: [] },
      ],
      matching: 3,
      instances: [{ key: 'l-1', isStuck: true }, { key: 'l-2', isStuck: false }, { key: steering }],
    });
    const stuck = resultOf(await daybook('sagas', 'list', '--stuck', '--json'));
    expect(stuck).toMatchObject({ matching: 1, instances: [{ key: 'l-1', stuckAt: { step: 1 } }] });
    const steps = [
      { number: 1, status: 'due', claimedBy: 'elsewhere' },
      { number: 2, kind: 'compensation', status: 'declared' },
    ];
    expect(resultOf(await daybook('sagas', 'show', 'deliver-parcels', steering, '--json'))).toMatchObject({
      ...{ saga: 'deliver-parcels', isKnown: false, parked: [], deadlines: [{ name: 'carried' }], steps },
    });
    expect(resultOf(await daybook('sagas', 'skip', 'deliver-letters', 'l-1', ...because, '--json'))).toEqual({
      ...{ saga: 'deliver-letters', key: 'l-1', at: { step: 1 }, outcome: 'skipped' },
    });
    expect(resultOf(await daybook('sagas', 'end', 'deliver-parcels', steering, ...because, '--json'))).toMatchObject({
      ...{ cancelled: [2], done: [], underWay: [1], deadlines: ['carried'], parkedEvents: 0 },
    });
  });
});

describe('Whoever is woken at night', () => {
  test('reads which sagas need him, and at what their instances are stuck', async () => {
    const { out } = await daybook('sagas', 'list');
    expect(out).toContain('deliver-letters, parked: 1 running (1 stuck), 1 completed\n');
    expect(out).toContain('  events are parked of 2 keys: l-1 (1), l-3 (1)\n');
    expect(out).toContain('deliver-parcels, of another release, new: 1 running\n');
    expect(out).toMatch(/^deliver-letters {2}l-1 .*running, stuck .*\n {2}at step 1: it is /m);
    expect((await daybook('sagas', 'list', '--limit', '1')).out).toContain('… 1 of 3 are shown');
  });

  test('reads what an instance has done, what it failed at, and what it waits for', async () => {
    const { out } = await daybook('sagas', 'show', 'deliver-letters', 'l-1');
    expect(out).toContain('deliver-letters l-1: running, stuck\n');
    expect(out).toMatch(/stuck at step 1: it is /);
    expect(out).toMatch(/^ {2}1 {2}find-carrier +due +because of letter\.sent$/m);
    expect(out).toMatch(/^ {2}2 {2}dismiss-carrier \(undoes\) +declared/m);
    expect(out).toMatch(/^ {2}carried, 2026-01-31T12:00:00.000Z$/m);
    expect(out).toMatch(/^parked\n {2}1 {2}letter\.sent of letter-3/m);
    expect(out).toContain('--personal');
    const personal = await daybook('sagas', 'show', 'deliver-letters', 'l-1', '--personal');
    expect(personal.out).toContain('state {"to":"Ann"}\n');
    const parcels = await daybook('sagas', 'show', 'deliver-parcels', steering);
    expect(parcels.out).toMatch(/due, being sent by elsewhere/);
    expect((await daybook('sagas', 'show', 'deliver-letters', 'l-3')).out).toContain('it has not begun');
  });

  test('is told what came of it', async () => {
    expect((await daybook('sagas', 'retry', 'deliver-letters', 'l-1')).out).toBe(
      'It is tried again at step 1.\n1 parked events are tried again.\nWhat comes of it: sagas show deliver-letters l-1\n',
    );
    expect((await daybook('sagas', 'retry', '--all')).out).toMatch(/^1 instances and 2 parked events are tried again/);
    expect((await daybook('sagas', 'skip', 'deliver-letters', 'l-1', ...because)).out).toBe(
      'It goes on without step 1.\n',
    );
    expect((await daybook('sagas', 'end', 'deliver-letters', 'l-1', ...because)).out).toBe(
      'It is ended.\nNever sent: steps 1, 2\nDeadlines taken back: carried\n' +
        '1 parked events are tried again, and find that it is over.\n',
    );
    expect((await daybook('sagas', 'skip', 'deliver-letters', 'l-2', ...because)).err).toMatch(/it is completed/);
    expect((await daybook('sagas', 'end', 'deliver-letters', 'l-3', ...because)).err).toMatch(/parked drop/);
  });
});
