import {
  afterEvents,
  Aggregate,
  AggregateRoot,
  decider,
  DomainEvent,
  EventType,
  type JsonValue,
  ManualClock,
  never,
  On,
  type SnapshotPolicy,
} from '@daybook/domain';
import { EventStore } from '@daybook/event-store';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { INestApplicationContext, LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { IsInt } from 'class-validator';
import type { AggregateRepository } from '../commands/aggregate-repository.js';
import { AggregateSnapshots } from '../commands/snapshots/aggregate-snapshots.js';
import { getAggregateRepositoryToken } from './aggregate-repository.token.js';
import type { DaybookOptions } from './daybook-options.js';
import { DaybookModule } from './daybook.module.js';
import { SnapshotLog } from './snapshot-log.js';

@EventType('jar.filled')
class Filled extends DomainEvent<'jar.filled'> {
  @IsInt() readonly beans!: number;
}

@Aggregate('jar', { snapshot: afterEvents(3) })
class Jar extends AggregateRoot {
  beans = 0;
  fill(beans: number): void {
    this.apply(Filled.of({ beans }));
  }
  @On(Filled) protected filled({ beans }: Filled): void {
    this.beans += beans;
  }
}

@Aggregate('box')
class Box extends Jar {}

const Bowl = decider('bowl', {
  initialState: { beans: 0 },
  events: [Filled],
  snapshot: afterEvents(3),
  decide: ({ beans }: { readonly beans: number }) => Filled.of({ beans }),
  evolve: { 'jar.filled': (state, { beans }) => ({ beans: state.beans + beans }) },
});
type Bowl = InstanceType<typeof Bowl>;

const silent: LoggerService = { log: () => undefined, error: () => undefined, warn: () => undefined };
const opened: INestApplicationContext[] = [];
afterEach(async () => {
  for (const application of opened.splice(0)) await application.close();
});

async function start(options: DaybookOptions, ...aggregates: readonly (new () => AggregateRoot)[]) {
  const imports = [
    DaybookModule.forRoot({ store: 'memory', aggregateCache: false, ...options }),
    DaybookModule.forFeature({ aggregates: aggregates.length === 0 ? [Jar] : aggregates }),
  ];
  const application = await NestFactory.createApplicationContext(
    { module: class Kitchen {}, imports },
    { logger: silent, abortOnError: false },
  );
  opened.push(application);
  return {
    application,
    store: application.get(EventStore),
    snapshots: application.get(AggregateSnapshots),
    of: <A extends AggregateRoot>(aggregateClass: new () => A): AggregateRepository<A> =>
      application.get(getAggregateRepositoryToken(aggregateClass), { strict: false }),
  };
}

async function fill(jars: AggregateRepository<Jar>, id: string, times: number): Promise<void> {
  if ((await jars.find(id)) === undefined) await jars.create(id, (jar) => jar.fill(1));
  else await jars.update(id, (jar) => jar.fill(1));
  for (let n = 1; n < times; n++) await jars.update(id, (jar) => jar.fill(1));
}

describe('Snapshots of an application', () => {
  test('are taken as the decorator says, and loading begins with them', async () => {
    const { of, snapshots } = await start({});
    await fill(of(Jar), 'j-1', 4);
    await snapshots.whenIdle();
    expect(await of(Jar).load('j-1')).toMatchObject({ beans: 4, version: 4 });
    expect(snapshots.counts).toMatchObject({ taken: 1, used: 1, failed: 0, skipped: 0 });
    expect(await snapshots.list()).toMatchObject([{ streamId: 'jar-j-1', isCurrent: true }]);
  });

  test('are taken of aggregates that are held in memory as well', async () => {
    const { of, snapshots } = await start({ aggregateCache: 10 });
    await fill(of(Jar), 'j-1', 7);
    await snapshots.whenIdle();
    expect(snapshots.counts.taken).toBeGreaterThan(0);
    expect(await snapshots.verify('jar-j-1')).toMatchObject({ loadsRight: true, snapshots: [{ verdict: 'right' }] });
  });

  test.each<[string, Record<string, SnapshotPolicy>, number]>([
    ['take the place of what the decorator says', { jar: afterEvents(1_000) }, 0],
    ['take its policy away', { jar: never() }, 0],
    ['give one to an aggregate that has none', { box: afterEvents(2), jar: never() }, 1],
  ])('have policies in the options that %s', async (_what, policies, taken) => {
    const { of, snapshots } = await start({ snapshots: { policies } }, Jar, Box);
    await fill(of(Jar), 'j-1', 3);
    await fill(of(Box), 'b-1', 3);
    await snapshots.whenIdle();
    expect(snapshots.counts).toMatchObject({ taken, failed: 0 });
  });

  test('are none at all where they are switched off', async () => {
    const { of, snapshots } = await start({ snapshots: false });
    await fill(of(Jar), 'j-1', 4);
    await snapshots.whenIdle();
    expect(snapshots.counts).toMatchObject({ taken: 0, used: 0 });
    await expect(snapshots.list()).rejects.toMatchObject({ code: 'snapshots-off' });
    await expect(snapshots.take('jar-j-1')).rejects.toMatchObject({ code: 'snapshots-off' });
  });

  test('are of deciders, too', async () => {
    const { of, snapshots } = await start({}, Bowl);
    const bowls = of<Bowl>(Bowl);
    await bowls.create('b-1', (bowl) => bowl.decide({ beans: 2 }));
    for (let n = 0; n < 3; n++) await bowls.update('b-1', (bowl) => bowl.decide({ beans: 2 }));
    await snapshots.whenIdle();
    expect((await bowls.load('b-1')).state).toEqual({ beans: 8 });
    expect((await bowls.load('b-1', { version: 3 })).state).toEqual({ beans: 6 });
    expect(snapshots.counts.used).toBeGreaterThan(0);
  });

  test('are no more taken once the application ends', async () => {
    const { application, of, snapshots } = await start({});
    const jars = of(Jar);
    await application.close();
    opened.pop();
    await fill(jars, 'j-1', 4);
    await snapshots.whenIdle();
    expect(snapshots.counts).toMatchObject({ taken: 0, failed: 0, skipped: 0 });
  });
});

describe('For those who operate', () => {
  test('one is taken whatever the policy says, and of what has none, or is not there, none is', async () => {
    const { of, snapshots } = await start({}, Jar, Box);
    await fill(of(Jar), 'j-1', 2);
    await fill(of(Box), 'b-1', 2);
    expect(await snapshots.take('jar-j-1')).toEqual({ streamId: 'jar-j-1', version: 2 });
    await expect(snapshots.take('jar-j-2')).rejects.toMatchObject({ code: 'aggregate-not-found' });
    await expect(snapshots.take('box-b-1')).rejects.toMatchObject({ code: 'snapshots-not-taken' });
    await expect(snapshots.take('tin-t-1')).rejects.toMatchObject({ code: 'snapshots-not-taken' });
    expect(await snapshots.drop({ category: 'jar' })).toBe(1);
    expect(await snapshots.verify('jar-j-1')).toMatchObject({ version: 2, snapshots: [], loadsRight: true });
  });

  test('a state that its events do not come to is found, with the name of the field', async () => {
    const { of, snapshots, store } = await start({});
    await fill(of(Jar), 'j-1', 3);
    await snapshots.take('jar-j-1');
    const [listed] = await snapshots.list();
    const fingerprint = listed?.fingerprint ?? '';
    const { snapshot } = await store.snapshots.nearest('jar-j-1', { fingerprint });
    if (snapshot === undefined) throw new Error('It was taken.');
    const wrong: JsonValue = JSON.parse(JSON.stringify(snapshot.state).replace('"beans":3', '"beans":4')) as JsonValue;
    await store.snapshots.put({ ...snapshot, state: wrong, takenAt: new Date(Date.now() + 1_000) });
    expect(await snapshots.verify('jar-j-1')).toMatchObject({
      loadsRight: false,
      snapshots: [{ version: 3, verdict: 'differs', fields: ['beans'] }],
    });
  });
});

describe('The start', () => {
  test('is stopped by a state that no snapshot can keep, naming the field', async () => {
    @Aggregate('safe', { snapshot: afterEvents(1) })
    class Safe extends AggregateRoot {
      readonly opened = new WeakSet<object>();
    }
    const stopped = { code: 'state-not-captured', message: expect.stringContaining('Safe.opened') as unknown };
    await expect(start({}, Safe)).rejects.toMatchObject(stopped);
    await expect(start({ snapshots: false }, Safe)).resolves.toBeDefined();
  });

  test('is stopped by a policy for a category that nothing has, and by what is no policy', async () => {
    const typo = { policies: { jra: afterEvents(2) } };
    await expect(start({ snapshots: typo })).rejects.toMatchObject({ code: 'invalid-option', allowed: ['jar'] });
    const none = { policies: { jar: 50 as unknown as SnapshotPolicy } };
    await expect(start({ snapshots: none })).rejects.toMatchObject({ code: 'invalid-option' });
    const keepsNone = start({ snapshots: { keep: { newest: 0 } } });
    await expect(keepsNone).rejects.toMatchObject({ code: 'invalid-option', option: 'snapshots.keep.newest' });
  });
});

test('The log says once in a minute what was not used and what could not be taken, and how often', () => {
  const clock = new ManualClock();
  const lines: string[] = [];
  const line = (level: string) => (text: string) => void lines.push(`${level} ${text}`);
  const log = new SnapshotLog({ log: line('log'), warn: line('warn') }, () => clock.now().getTime());
  const ignored = { category: 'jar', streamId: 'jar-j-1', why: 'other-fingerprint' } as const;
  for (let n = 0; n < 5; n++) log.ignored(ignored);
  log.ignored({ ...ignored, why: 'unreadable' });
  log.failed({ category: 'jar', streamId: 'jar-j-2', cause: new Error('The disk is full.') });
  clock.advance(60_000);
  log.ignored(ignored);
  expect(lines).toEqual([
    expect.stringMatching(/^log A snapshot of "jar-j-1" was not used, because other code has folded it;/),
    expect.stringMatching(/^warn .*it is damaged/),
    expect.stringMatching(/^warn No snapshot of "jar-j-2" could be taken.*The disk is full\.$/),
    expect.stringMatching(/^log .*4 times more/),
  ]);
});
