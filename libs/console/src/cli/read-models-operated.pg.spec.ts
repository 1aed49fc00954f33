import 'reflect-metadata';
import { EventStore } from '@daybook/event-store';
import { Daybook, DaybookModule } from '@daybook/nestjs';
import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type DynamicModule, type INestApplicationContext, Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { type Answer, answerOf } from './example/collected.js';
import { Letter, LetterByNight, Letters, LettersByNight, LetterSent, StampLetters } from './example/letters.js';

let database: TestDatabase;
let app: INestApplicationContext;

beforeEach(async () => {
  Letters.mended = false;
  database = await createTestDatabase();
  app = await NestFactory.createApplicationContext(office({ heartbeatMs: 100, leaseMs: 1_000 }), { logger: false });
});
afterEach(async () => {
  await app.close();
  Logger.overrideLogger(false);
  await database.drop();
});

function office(subscriptions: { heartbeatMs?: number; leaseMs?: number } = {}): DynamicModule {
  const entities = [Letter, LetterByNight];
  const connection = TypeOrmModule.forRoot({ type: 'postgres', url: database.url, entities, retryAttempts: 0 });
  const imports = [connection, DaybookModule.forRoot({ subscriptions })];
  return { module: class Office {}, imports, providers: [Letters, LettersByNight, StampLetters] };
}

const daybook = (...args: readonly string[]): Promise<Answer> => answerOf(office(), args);
const resultOf = ({ out }: Answer): unknown => JSON.parse(out);

async function send(id: string, ...subjects: readonly string[]): Promise<void> {
  const events = subjects.map((subject) => LetterSent.of({ to: 'Ann', subject }));
  await app.get(EventStore).append(`letter-${id}`, events, { expected: 'any' });
}
async function idle(): Promise<void> {
  await app.get(Daybook).whenIdle();
}
async function letters(): Promise<readonly string[]> {
  const read = await app
    .get(DataSource)
    .getRepository(Letter)
    .find({ order: { id: 'ASC' } });
  return read.map(({ id, subject }) => `${id} ${subject}`);
}
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 50));
}

test('A projection that is paused stands still in the processes that run it, until it is resumed', async () => {
  await send('1', 'hello');
  await idle();
  expect(await daybook('projections', 'pause', 'letters', '--reason', 'a look')).toMatchObject({ code: 0 });
  await new Promise((resolve) => setTimeout(resolve, 400));
  await send('2', 'later');
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(await letters()).toEqual(['1 hello']);
  const status = await daybook('projections', 'status', 'letters');
  expect(status).toMatchObject({ code: 1, out: expect.stringMatching(/paused since .*: a look/) });
  expect(await daybook('projections', 'resume', 'letters')).toMatchObject({ code: 0 });
  await until(async () => (await letters()).length === 2);
  await idle();
  expect(await daybook('projections', 'status')).toMatchObject({ code: 0 });
});

test('What is parked is seen, tried again once it is mended, or given up', async () => {
  await send('1', 'illegible', 'hello');
  await send('2', 'illegible');
  await idle();
  const list = await daybook('parked', 'list');
  expect(list).toMatchObject({ code: 1, out: expect.stringContaining('letters@1.1: 3 events of 2 keys') });
  expect(list.out).toContain('Cannot read \\u001b[31mthis');
  expect((await daybook('parked', 'show', 'letters', '1')).out).toMatch(/masked-.*illegible.*personal data masked/);
  expect(await daybook('parked', 'drop', 'letters', '--key', '2', '--reason', 'spam')).toMatchObject({ code: 0 });
  Letters.mended = true;
  expect(resultOf(await daybook('parked', 'retry', 'letters', '--json'))).toMatchObject({ events: 2 });
  await until(async () => String(await letters()) === '1 hello');
  expect(await daybook('parked', 'list')).toMatchObject({ code: 0, out: 'Nothing is parked.\n' });
  expect(await app.get(EventStore).subscriptions.dropped('letters@1.1')).toEqual([
    expect.objectContaining({ reason: 'spam', droppedBy: expect.stringMatching(/./) }),
  ]);
});

test('Rows that differ from the log are found, without what stands in them unless that is asked for', async () => {
  await send('1', 'hello');
  await send('2', 'world');
  await idle();
  expect(await daybook('projections', 'verify', 'letters')).toMatchObject({ code: 0 });
  await app.get(DataSource).query(`UPDATE letters SET subject = 'forged' WHERE id = '1'`);
  const found = await daybook('projections', 'verify', 'letters');
  expect(found).toMatchObject({
    code: 1,
    out: expect.stringMatching(
      /^"1": altered\n {2}subject\n {2}the latest events that touched it:\n {4}1 \S+\n.*1 of 2 keys differ/,
    ),
  });
  expect(found.out).not.toMatch(/forged|hello/);
  const values = await daybook('projections', 'verify', 'letters', '--values', '--json');
  expect(resultOf(values)).toMatchObject({
    differences: [{ key: '1', fields: [{ field: 'subject', expected: 'hello', found: 'forged' }] }],
  });
});

test('A rebuild is begun, watched to its end, taken back and dropped', async () => {
  await send('1', 'hello');
  await send('2', 'world');
  await idle();
  await app.get(DataSource).query(`UPDATE letters SET subject = 'forged' WHERE id = '1'`);
  const rebuilt = await daybook('projections', 'rebuild', 'letters', '--watch', '--json');
  expect(rebuilt).toMatchObject({ code: 0, err: expect.stringContaining('letters@1.2 building') });
  // The end is what is printed.
  expect(rebuilt.err).not.toMatch(/letters@1.2 live|0 of 0/);
  expect(resultOf(rebuilt)).toMatchObject({ state: 'live', comparison: { differing: 0 } });
  expect(await letters()).toEqual(['1 hello', '2 world']);
  expect(await daybook('projections', 'drop', 'letters@1.2')).toMatchObject({ code: 1, out: '' });
  expect(await daybook('projections', 'progress', 'letters')).toMatchObject({ code: 0 });
  const back = await daybook('projections', 'rollback', 'letters', '--json');
  expect(back).toMatchObject({ code: 0 });
  expect(await letters()).toEqual(['1 forged', '2 world']);
  expect(await daybook('projections', 'drop', 'letters@1.2')).toMatchObject({ code: 0 });
  const other = await daybook('projections', 'rebuild', 'letters', '--by-operator', '--watch');
  expect(other).toMatchObject({ code: 0, out: expect.stringContaining('letters@1.3 building') });
  expect(await daybook('projections', 'switch', 'letters')).toMatchObject({ code: 0 });
  expect(await letters()).toEqual(['1 hello', '2 world']);
});

test('A scheduled projection says when its times count from, and a reaction how it is', async () => {
  await send('1', 'hello');
  await idle();
  const scheduled = await daybook('projections', 'status', 'letters-by-night');
  expect(scheduled).toMatchObject({
    code: 0,
    out: expect.stringMatching(/scheduled at "0 3 \* \* \*", UTC[^]*no run yet/),
  });
  expect((await daybook('reactions', 'status', 'stamp-letters')).out).toMatch(/live at position 1 of 1/);
  expect(await daybook('reactions', 'list')).toMatchObject({ code: 0, out: expect.stringContaining('stamp-letters') });
});

test('A rehearsal says whether a recovery would give what is read, and is seen in the status until a better one', async () => {
  await send('1', 'hello');
  await send('2', 'world');
  await idle();
  const same = await daybook('projections', 'rehearse', 'letters', '--watch', '--json');
  expect(same).toMatchObject({ code: 0 });
  expect(resultOf(same)).toMatchObject({ outcome: 'same', rowsRead: 2, keysOfLog: 2, events: 2 });
  expect(await daybook('projections', 'status', 'letters')).toMatchObject({
    code: 0,
    out: expect.stringMatching(/the last rehearsal, letters@1\.2 of .*: same; at position 2 0 of 2 rows differ/),
  });
  await app.get(DataSource).query(`UPDATE letters SET subject = 'forged' WHERE id = '1'`);
  await until(async () => (await daybook('projections', 'rehearse', 'letters')).code === 0);
  await until(async () => (await daybook('projections', 'status', 'letters')).code === 1);
  const status = await daybook('projections', 'status', 'letters', '--json');
  expect(resultOf(status)).toMatchObject([{ lastRehearsal: { outcome: 'differing', differingFromRead: 1 } }]);
  expect(status.out).not.toMatch(/forged|hello/);
  await until(async () => {
    const again = await daybook('projections', 'rehearse', 'letters', '--watch', '--sample', '5');
    return again.code === 1 && /letters "1": altered in subject, against what is read/.test(again.out);
  });
});

test('What no release has any more is listed once the last process of it has gone, and given up', async () => {
  await send('1', 'illegible', 'hello');
  await idle();
  const connection = TypeOrmModule.forRoot({ type: 'postgres', url: database.url, entities: [], retryAttempts: 0 });
  const imports = [connection, DaybookModule.forRoot({})];
  const next = { module: class Office {}, imports, providers: [StampLetters] };
  const nextly = (...args: readonly string[]): Promise<Answer> => answerOf(next, args);
  expect(await nextly('projections', 'orphans')).toMatchObject({ code: 0, out: 'There are no orphans.\n' });
  // Nobody runs it before its time has come; it is not forgotten for that.
  for (const name of ['letters', 'letters-by-night']) {
    const refused = await nextly('projections', 'retire', name, '--reason', 'gone');
    expect(refused).toMatchObject({ code: 1, err: expect.stringMatching(/is not given up: .* runs? it/) });
  }
  await app.close();
  const listed = await nextly('projections', 'orphans');
  expect(listed).toMatchObject({ code: 1, out: expect.stringMatching(/letters@1\.1 .*shown.* 2 +2 +letters_v1_g1/) });
  expect(resultOf(await nextly('projections', 'orphans', '--json'))).toMatchObject([
    { name: 'letters-by-night@1.1', rows: { isShown: true } },
    { name: 'letters@1.1', position: 2, parkedEvents: 2 },
  ]);
  const retired = await nextly('projections', 'retire', 'letters', '--reason', 'gone', '--by', 'Ann', '--json');
  expect(resultOf(retired)).toEqual({ retired: ['letters@1.1'] });
  expect(await nextly('projections', 'retire', 'letters', '--reason', 'gone')).toMatchObject({ code: 1 });
  expect(await nextly('projections', 'retire', 'stamp-letters', '--reason', 'ours')).toMatchObject({ code: 1 });
  const other = await nextly('projections', 'retire', 'letters-by-night', '--version', '1', '--reason', 'gone');
  expect(other).toMatchObject({ code: 0, out: 'letters-by-night@1.1 is given up.\n' });
  expect(await nextly('projections', 'orphans')).toMatchObject({ code: 0 });
});
