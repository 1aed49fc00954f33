import 'reflect-metadata';
import { DomainEvent, EventType } from '@daybook/domain';
import { EventStore } from '@daybook/event-store';
import { DaybookModule } from '@daybook/nestjs';
import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type DynamicModule, Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IsString } from 'class-validator';
import { DataSource } from 'typeorm';
import { answerOf } from './example/collected.js';

@EventType('note.written')
class NoteWritten extends DomainEvent<'note.written'> {
  @IsString() readonly text!: string;
}

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

function notes(url: string): DynamicModule {
  const connection = TypeOrmModule.forRoot({ type: 'postgres', url, retryAttempts: 0, poolSize: 2 });
  const book = DaybookModule.forRoot({ migrations: 'check', run: 'none' });
  return { module: class Notes {}, imports: [connection, book, DaybookModule.forFeature({ events: [NoteWritten] })] };
}

const daybook = (...args: string[]) => answerOf(notes(database.url), ['store', ...args]);

/** What a reader finds who keeps his place elsewhere. */
async function withStore<T>(use: (store: EventStore, dataSource: DataSource) => Promise<T>): Promise<T> {
  const app = await NestFactory.createApplicationContext(notes(database.url), { logger: false, abortOnError: false });
  try {
    return await use(app.get(EventStore), app.get(DataSource));
  } finally {
    await app.close();
    Logger.overrideLogger(false);
  }
}

test('an operator sees which history waits, accepts it on record, and a reader goes on', async () => {
  const token = await withStore(async (store, dataSource) => {
    const written = ['a', 'b', 'c'].map((text) => NoteWritten.of({ text }));
    await store.append('note-1', written, { expected: 'noStream' });
    const told = await store.token();
    // As the record of a cluster that this one was restored from.
    await dataSource.query(`UPDATE daybook.incarnations SET identity = '7/5.1/00000001'`);
    return told;
  });
  const { code, out } = await daybook('incarnations');
  expect(code).toBe(1);
  expect(out).toMatch(/^history +goes on after +met +accepted +cluster/);
  expect(out).toMatch(/^1 +0 +\S+ +the first +7\/5\.1\/00000001$/m);
  expect(out).toMatch(/^2 +3 +\S+ +no, waits +\d+\/\d+\.\d+\/[0-9A-F]{8}$/m);
  expect(out).toContain('daybook store accept-incarnation');
  await withStore((store) =>
    expect(store.placeOf(token)).rejects.toMatchObject({ code: 'incarnation-not-accepted', keptTo: 3, isThere: true }),
  );

  expect(await daybook('accept-incarnation')).toMatchObject({ code: 2, err: expect.stringContaining('--reason') });
  const accepted = await daybook('accept-incarnation', '--reason', 'moved on Sunday', '--by', 'Ada');
  expect(accepted).toMatchObject({ code: 0, err: '' });
  expect(accepted.out).toMatch(/^History 2 is accepted\. Who has read further than position 3 goes on behind it\.$/m);
  const listed = await daybook('incarnations', '--json');
  expect(listed.code).toBe(0);
  expect(JSON.parse(listed.out)).toMatchObject([
    { ordinal: 1, isAwaited: false },
    { ordinal: 2, isAwaited: false, accepted: { by: 'Ada', reason: 'moved on Sunday' } },
  ]);
  expect(await withStore((store) => store.placeOf(token))).toBe(3);
});

test('where nothing waits it is said up to where a restored log is as it was', async () => {
  const nothing = await daybook('accept-incarnation', '--reason', 'why not');
  expect(nothing).toMatchObject({ code: 1, out: '', err: expect.stringContaining('--lost-after <position>') });
  const beyond = await daybook('accept-incarnation', '--reason', 'the disk of noon', '--lost-after', '9');
  expect(beyond).toMatchObject({ code: 1, err: expect.stringContaining('not a position from 0 to 3') });
  const said = await daybook('accept-incarnation', '--reason', 'the disk of noon', '--lost-after', '0', '--json');
  expect(JSON.parse(said.out)).toMatchObject({ ordinal: 3, begunAfter: 0 });
});
