import 'reflect-metadata';
import { DomainEvent, EventType } from '@daybook/domain';
import { EventStore, type RecordedEvent } from '@daybook/event-store';
import { DaybookModule, StreamTransformation } from '@daybook/nestjs';
import { expect, test } from '@jest/globals';
import { Injectable, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { IsInt } from 'class-validator';
import { type Answer, answerOf } from './example/collected.js';

@EventType('meter.read')
class MeterRead extends DomainEvent<'meter.read'> {
  @IsInt() readonly kwh!: number;
}

/** Drops readings of nothing. */
@StreamTransformation('without-zeros')
class WithoutZeros {
  transform({ event }: RecordedEvent): DomainEvent | null {
    return (event as MeterRead).kwh === 0 ? null : event;
  }
}

/** The store ends with each command, which finds it as this makes it. */
@Injectable()
class Readings implements OnApplicationBootstrap {
  static isCopied = false;
  static isBegun = false;
  constructor(private readonly store: EventStore) {}
  async onApplicationBootstrap(): Promise<void> {
    const { store } = this;
    await store.append(
      'meter-1',
      [3, 0, 5].map((kwh) => MeterRead.of({ kwh })),
      { expected: 'noStream' },
    );
    const order = {
      source: 'meter-1',
      target: 'meter-2',
      transformation: 'without-zeros',
      reason: 'x',
      orderedBy: 'ann',
    };
    const events = [{ event: MeterRead.of({ kwh: 3 }) }];
    if (Readings.isBegun) await store.copies.extend(order, events, 0);
    if (Readings.isCopied) await store.copies.complete(order, { source: 3, target: 0 }, () => ({ target: events }));
  }
}

@Module({
  imports: [DaybookModule.forRoot({ store: 'memory' }), DaybookModule.forFeature({ events: [MeterRead] })],
  providers: [Readings, WithoutZeros],
})
class Meters {}

const daybook = (...args: readonly string[]): Promise<Answer> => answerOf(Meters, args);

const through = ['--through', 'without-zeros', '--reason', 'ticket 17', '--by', 'ann'];

test('a stream is copied, or only tried', async () => {
  expect(await daybook('streams', 'copy', 'meter-1', 'meter-2', ...through, '--dry-run')).toEqual({
    code: 0,
    err: '',
    out:
      'meter-1 at version 3 would become 2 events in meter-2, through without-zeros. 1 of its events make none of their own.\n' +
      'meter-1 would be closed. Nothing was written.\n',
  });
  expect(await daybook('streams', 'copy', 'meter-1', 'meter-2', ...through)).toEqual({
    code: 0,
    err: '',
    out:
      'meter-1 is closed at version 3; it goes on in meter-2 from version 2, through without-zeros. ' +
      '1 of its events make none of their own.\n',
  });
  const { out } = await daybook('streams', 'copy', 'meter-1', 'meter-2', ...through, '--json');
  expect(JSON.parse(out)).toEqual({
    source: 'meter-1',
    target: 'meter-2',
    transformation: 'without-zeros',
    sourceVersion: 3,
    targetVersion: 2,
    alreadyThere: 0,
    dropped: 1,
    sealed: false,
    dryRun: false,
  });
});

test.each<readonly [string, readonly string[], string]>([
  ['without a reason', ['meter-1', 'meter-2', '--through', 'without-zeros'], '--reason is missing'],
  ['without a transformation', ['meter-1', 'meter-2', '--reason', 'x'], '--through is missing'],
  [
    'through one that is not there',
    ['meter-1', 'meter-2', '--through', 'a', '--reason', 'x'],
    'There are without-zeros',
  ],
  ['into nothing', ['meter-1', ...through], 'the new stream is missing'],
  ['of what is not there', ['meter-9', 'meter-2', ...through], 'There is nothing to copy'],
])('a copy %s is refused', async (_, args, said) => {
  const { code, out, err } = await daybook('streams', 'copy', ...args);
  expect(code).not.toBe(0);
  expect(out).toBe('');
  expect(err).toContain(said);
});

test('both streams say where the other one is', async () => {
  Readings.isCopied = true;
  const line =
    /^meter-1 goes on in meter-2 since \S+Z, from version 3 to version 1, through without-zeros, on the word of ann: x$/m;
  expect((await daybook('streams', 'show', 'meter-1')).out).toMatch(line);
  const { out } = await daybook('streams', 'show', 'meter-2', '--json');
  expect(JSON.parse(out)).toMatchObject({ copies: [{ source: 'meter-1', target: 'meter-2', state: 'complete' }] });
  expect(await daybook('streams', 'copies')).toEqual({ code: 0, out: 'No copy is under way.\n', err: '' });
  Readings.isCopied = false;
});

test('a copy that was begun is listed, and given up', async () => {
  Readings.isBegun = true;
  const { code, out } = await daybook('streams', 'copies');
  expect(code).toBe(1);
  expect(out).toMatch(/^meter-1 is being copied into meter-2 since \S+Z, 1 events so far, through without-zeros/);
  expect(JSON.parse((await daybook('streams', 'copies', '--json')).out)).toMatchObject([
    { state: 'under-way', endedAt: null },
  ]);
  expect(await daybook('streams', 'abandon', 'meter-2', '--reason', 'wrong')).toMatchObject({
    code: 0,
    out: 'The copy into meter-2 is given up.\n',
  });
  expect(await daybook('streams', 'abandon', 'meter-3', '--reason', 'wrong')).toMatchObject({
    code: 1,
    out: 'No copy into meter-3 is under way.\n',
  });
  Readings.isBegun = false;
});
