import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import type { AppendResult } from '../stream/append-result.js';
import type { EntityManager } from '../stream/transaction.js';
import { ExampleStore } from './example/example-store.js';
import { newStream, Noted } from './example/noted.js';

const example = ExampleStore.ofThisSpec();

function append(stream: string, eventId: string, manager?: EntityManager): Promise<AppendResult> {
  const events = [{ event: Noted.of({ text: 'fact' }), eventId }];
  return example.store.append(stream, events, { expected: 'any', ...(manager !== undefined && { manager }) });
}

async function untilSomebodyWaits(): Promise<void> {
  for (let waits: unknown = false; waits !== true;) {
    [waits] = await example.ask(
      `SELECT count(*) > 0 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
    );
  }
}

/** An append waits for another one in flight that brought the same event id to another stream. */
async function secondOf(
  send: (stream: string, eventId: string) => Promise<unknown>,
  commits: boolean,
): Promise<unknown> {
  const [one, two, eventId] = [newStream(), newStream(), randomUUID()];
  const runner = example.dataSource.createQueryRunner();
  await runner.startTransaction();
  await append(one, eventId, runner.manager);
  const second = send(two, eventId).catch((error: unknown) => error);
  await untilSomebodyWaits();
  await (commits ? runner.commitTransaction() : runner.rollbackTransaction());
  await runner.release();
  const outcome = await second;
  if (commits) expect(outcome).toMatchObject({ code: 'event-id-conflict', streamId: two, eventId });
  return outcome;
}

const inOwn = (stream: string, eventId: string): Promise<unknown> => append(stream, eventId);
const inHeld = (stream: string, eventId: string): Promise<unknown> =>
  example.dataSource.transaction((manager) => append(stream, eventId, manager));

test.each([
  ['a transaction of its own', inOwn],
  ['a held transaction', inHeld],
])('an event id that another append commits first is a conflict, in %s', async (_, send) => {
  await secondOf(send, true);
});

test.each([
  ['a transaction of its own', inOwn],
  ['a held transaction', inHeld],
])('an event id that another append gives up is free again, in %s', async (_, send) => {
  expect(await secondOf(send, false)).toMatchObject({ version: 1, repeated: false });
});
