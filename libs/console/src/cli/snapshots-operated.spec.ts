import 'reflect-metadata';
import { afterEvents, Aggregate, AggregateRoot, DomainEvent, EventType, On } from '@daybook/domain';
import { EventStore } from '@daybook/event-store';
import {
  type AggregateRepository,
  AggregateSnapshots,
  DaybookModule,
  InjectAggregateRepository,
} from '@daybook/nestjs';
import { expect, test } from '@jest/globals';
import { Injectable, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { IsInt } from 'class-validator';
import { type Answer, answerOf } from './example/collected.js';

@EventType('jar.filled')
class Filled extends DomainEvent<'jar.filled'> {
  @IsInt() readonly beans!: number;
}

@Aggregate('jar', { snapshot: afterEvents(100) })
class Jar extends AggregateRoot {
  beans = 0;
  fill(beans: number): void {
    this.apply(Filled.of({ beans }));
  }
  @On(Filled) protected filled({ beans }: Filled): void {
    this.beans += beans;
  }
}

/** The store ends with the command: it is filled whenever the application starts. One snapshot is wrong. */
@Injectable()
class Pantry implements OnApplicationBootstrap {
  constructor(
    @InjectAggregateRepository(Jar) private readonly jars: AggregateRepository<Jar>,
    private readonly snapshots: AggregateSnapshots,
    private readonly store: EventStore,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    for (const id of ['a', 'b', 'c']) await this.jars.create(id, (jar) => jar.fill(7));
    await this.snapshots.take('jar-a');
    await this.snapshots.take('jar-b');
    const [one] = await this.snapshots.list({ streamId: 'jar-b' });
    const { snapshot } = await this.store.snapshots.nearest('jar-b', { fingerprint: one?.fingerprint ?? '' });
    if (snapshot === undefined) throw new Error('It was taken.');
    const state = JSON.parse(JSON.stringify(snapshot.state).replace('7', '8')) as typeof snapshot.state;
    await this.store.snapshots.put({ ...snapshot, state, takenAt: new Date(Date.now() + 1_000) });
  }
}

@Module({
  imports: [DaybookModule.forRoot({ store: 'memory' }), DaybookModule.forFeature({ aggregates: [Jar] })],
  providers: [Pantry],
})
class Kitchen {}

const daybook = (...args: readonly string[]): Promise<Answer> => answerOf(Kitchen, ['snapshots', ...args]);

test.each([
  [0, ['list']],
  [0, ['list', 'jar-z']],
  [0, ['list', '--category', 'jar', '--limit', '1']],
  [2, ['list', 'jar-a', 'jar-b']],
  [0, ['take', 'jar-a', 'jar-c']],
  [1, ['take', 'jar-z']],
  [1, ['take', 'tin-a']],
  [2, ['take']],
  [0, ['drop', 'jar-a']],
  [0, ['drop', '--category', 'jar']],
  [0, ['drop', '--all']],
  [2, ['drop']],
  [2, ['drop', 'jar-a', '--all']],
  [0, ['verify', 'jar-a']],
  [1, ['verify', 'jar-b']],
  [1, ['verify']],
  [1, ['verify', '--category', 'jar']],
  [0, ['verify', '--category', 'tin']],
  [2, ['verify', 'jar-a', '--category', 'jar']],
])('exit code %i of snapshots %j', async (code, args) => {
  expect((await daybook(...args)).code).toBe(code);
});

test('what is found is told to people and to programs, and no value of a state to either', async () => {
  expect((await daybook('list')).out).toMatch(/^jar-a +1 .+ this release$/m);
  expect(JSON.parse((await daybook('list', '--json')).out)).toMatchObject([
    { streamId: 'jar-a', version: 1, isCurrent: true },
    { streamId: 'jar-b', version: 1, isCurrent: true },
  ]);
  expect((await daybook('take', 'jar-c')).out).toBe('Taken of jar-c at version 1.\n');
  expect(JSON.parse((await daybook('drop', '--all', '--json')).out)).toEqual({ dropped: 2 });
  const { out } = await daybook('verify');
  expect(out).toContain('jar-b at version 1: differs in beans\n');
  expect(out).toContain('jar-b: loading does not answer what its events come to\n');
  expect(out).toContain('2 streams, 2 snapshots: 1 streams have one that is wrong.\n');
  const found: unknown = JSON.parse((await daybook('verify', '--json')).out);
  expect(found).toMatchObject({ streams: 2, snapshots: 2, wrong: [{ streamId: 'jar-b', loadsRight: false }] });
  expect(JSON.stringify(found)).not.toMatch(/"beans":/);
});
