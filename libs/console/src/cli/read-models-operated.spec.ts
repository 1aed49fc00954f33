import 'reflect-metadata';
import { EventStore } from '@daybook/event-store';
import { DaybookModule } from '@daybook/nestjs';
import { describe, expect, test } from '@jest/globals';
import { Injectable, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { type Answer, answerOf } from './example/collected.js';
import { LetterSent, Letters, LettersByNight, StampLetters } from './example/letters.js';

const steering = '\u001b[31mred\u0007\u202e';

/** The store ends with the command: it is filled whenever the application starts. */
@Injectable()
class PostOffice implements OnApplicationBootstrap {
  constructor(private readonly store: EventStore) {}
  async onApplicationBootstrap(): Promise<void> {
    const { store } = this;
    const { subscriptions } = store;
    await store.append('letter-1', [LetterSent.of({ to: 'Ann', subject: 'hello' })], { expected: 0 });
    const reader = { kind: 'projection', segments: 1, from: 0 } as const;
    await subscriptions.register([
      { ...reader, name: 'letters@1.1' },
      { ...reader, name: 'diaries@2.1' },
      { ...reader, name: 'burn-letters', kind: 'reaction' },
    ]);
    const [lease] = await subscriptions.claim('p', [{ subscription: 'letters@1.1', segment: 0 }], 1_000);
    if (lease === undefined) throw new Error('It is free.');
    for await (const { eventId, streamId, type, position } of store.readAll()) {
      const parking = { key: steering, eventId, streamId, type, failure: `it is ${steering}`, attempts: 5 };
      await subscriptions.advance(lease, { position, parked: [{ ...parking, position }] });
    }
    await subscriptions.pause('burn-letters', `because ${steering}`);
  }
}

@Module({
  imports: [DaybookModule.forRoot({ store: 'memory' })],
  providers: [PostOffice, Letters, LettersByNight, StampLetters],
})
class Office {}

const daybook = (...args: readonly string[]): Promise<Answer> => answerOf(Office, args);
const resultOf = ({ out }: Answer): unknown => JSON.parse(out);

describe('What a script can rely on', () => {
  test.each([
    [0, ['projections', 'list']],
    [1, ['projections', 'status']],
    [1, ['projections', 'status', 'letters']],
    [0, ['projections', 'status', 'letters-by-night']],
    [1, ['projections', 'status', 'nothing']],
    [0, ['projections', 'pause', 'letters', '--reason', 'a look']],
    [2, ['projections', 'pause', 'letters']],
    [2, ['projections', 'pause', '--reason', 'a look']],
    [1, ['projections', 'pause', 'burn-letters', '--reason', 'no projection']],
    [0, ['projections', 'resume', 'letters@1.1']],
    [1, ['projections', 'verify', 'nothing']],
    [2, ['projections', 'verify', 'letters', '--sample', 'some']],
    [1, ['projections', 'rebuild', 'letters']],
    [2, ['projections', 'rebuild', 'letters', '--rate', 'fast']],
    [2, ['projections', 'drop', 'letters']],
    [1, ['projections', 'rehearse', 'letters']],
    [2, ['projections', 'rehearse', 'letters', '--sample', 'some']],
    [1, ['projections', 'orphans']],
    [1, ['projections', 'retire', 'letters', '--reason', 'gone']],
    [2, ['projections', 'retire', 'letters']],
    [2, ['projections', 'retire', 'letters', '--reason', 'gone', '--version', 'one']],
    [1, ['parked', 'list']],
    [1, ['parked', 'list', 'letters']],
    [0, ['parked', 'list', 'burn-letters']],
    [0, ['parked', 'show', 'letters', '1']],
    [1, ['parked', 'show', 'letters', '2']],
    [2, ['parked', 'show', 'letters', 'one']],
    [2, ['parked', 'show', 'letters']],
    [0, ['parked', 'retry', 'letters']],
    [1, ['parked', 'retry', 'letters', '--key', 'another']],
    [0, ['parked', 'drop', 'letters', '--position', '1', '--reason', 'spam']],
    [1, ['parked', 'drop', 'letters', '--position', '2', '--reason', 'spam']],
    [2, ['parked', 'drop', 'letters', '--reason', 'spam']],
    [2, ['parked', 'drop', 'letters', '--position', '1']],
    [0, ['reactions', 'list']],
    [1, ['reactions', 'status']],
    [0, ['reactions', 'status', 'stamp-letters']],
    [1, ['reactions', 'status', 'nothing']],
    [2, ['reactions', 'status', 'one', 'two']],
  ])('is the exit code: %i of %j', async (code, args) => {
    const plain = await daybook(...args);
    expect(plain).toMatchObject({ code, err: code === 2 ? expect.stringContaining('--help') : expect.any(String) });
    const json = await daybook(...args, '--json');
    expect(json.code).toBe(code);
    if (json.err === '') expect(json.out.trimEnd().split('\n')).toHaveLength(1);
    if (json.err === '') expect(resultOf(json)).toBeDefined();
    for (const { out, err } of [plain, json]) expect(out + err).not.toMatch(/[\u001b\u0007\u202e]/u);
  });

  test('is the JSON: projections of this release and of others, with their readers', async () => {
    const reader = { name: 'letters@1.1', state: 'parked', parkedEvents: 1, position: 1, owners: ['p'] };
    expect(resultOf(await daybook('projections', 'list', '--json'))).toEqual([
      expect.objectContaining({ name: 'diaries', version: null, mode: null, generations: [expect.anything()] }),
      expect.objectContaining({
        ...{ name: 'letters', version: 1, kind: 'fold', mode: 'async', schedule: null },
        generations: [
          expect.objectContaining({ name: 'letters@1.1', isLive: true, reader: expect.objectContaining(reader) }),
        ],
      }),
      expect.objectContaining({
        ...{
          name: 'letters-by-night',
          mode: 'scheduled',
          schedule: '0 3 * * *',
          rehearsedAt: null,
          lastRehearsal: null,
        },
        generations: [expect.objectContaining({ reader: null, lastRun: null })],
      }),
    ]);
    expect(resultOf(await daybook('reactions', 'list', '--json'))).toEqual([
      expect.objectContaining({ name: 'burn-letters', isKnown: false }),
      { name: 'stamp-letters', isKnown: true, reader: null },
    ]);
  });
});

describe('A parked event', () => {
  test('is shown without what is personal, unless that is asked for', async () => {
    const masked = await daybook('parked', 'show', 'letters', '1');
    expect(masked.out).toContain('hello');
    expect(masked.out).not.toContain('Ann');
    expect(resultOf(await daybook('parked', 'show', 'letters', '1', '--json'))).toMatchObject({
      content: { masked: true, data: { to: expect.stringMatching(/^masked-/), subject: 'hello' } },
    });
    const open = await daybook('parked', 'show', 'letters', '1', '--personal', '--json');
    expect(resultOf(open)).toMatchObject({ content: { masked: false, data: { to: 'Ann' } } });
  });
});
