import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { type TallyProcess, tallyProcess } from './example/tally-process.js';
import type { Tally } from './example/tally.js';
import { MessageContext } from './message/message-context.js';
import { runCommand } from './message/run-command.js';

let database: TestDatabase;
let processes: readonly [TallyProcess, TallyProcess];

beforeAll(async () => {
  database = await createTestDatabase();
  processes = [await tallyProcess(database.applicationUrl), await tallyProcess(database.applicationUrl)];
});
afterAll(async () => {
  for (const process of processes) await process.stop();
  await database.drop();
});

class TakeOnce {
  constructor(
    readonly id: string,
    readonly amount: number,
  ) {}
}
class TakeMore extends TakeOnce {}

/** Refused where it has been made before, so that a copy must not look at the state of now. */
const taking =
  (amount: number) =>
  (tally: Tally): number => {
    if (tally.sum >= 100) throw new Error('taken');
    return tally.count(amount);
  };

interface Asked {
  readonly key: string;
  readonly actor?: string;
  readonly expectedVersions?: readonly number[];
}

/** As a client would have it done over HTTP. */
async function ask({ tallies }: TallyProcess, { key, actor, expectedVersions }: Asked, command: TakeOnce) {
  const metadata = actor === undefined ? {} : { actor };
  const done = await MessageContext.run({ idempotencyKey: key, metadata, expectedVersions }, () =>
    runCommand(command, () => tallies.update(command.id, taking(command.amount))),
  );
  const { result, version, position, events, aggregate } = done;
  return {
    result,
    version,
    position,
    sum: aggregate.sum,
    events: events.map(({ eventId, occurredAt }) => [eventId, occurredAt]),
  };
}

async function begun(): Promise<string> {
  const id = randomUUID();
  await processes[0].tallies.create(id, (tally) => tally.begin('o-1'));
  return id;
}

describe('Copies of a command under one key', () => {
  test('have one effect and equal answers, fifty at once in two processes, with others in between', async () => {
    const id = await begun();
    const key = randomUUID();
    const others = Array.from({ length: 20 }, (_, n) =>
      (processes[n % 2] as TallyProcess).tallies.update(id, (tally) => tally.count(1)),
    );
    const copies = Array.from({ length: 50 }, (_, n) =>
      ask(processes[n % 2] as TallyProcess, { key }, new TakeOnce(id, 50)),
    );
    const answers = await Promise.all(copies);
    await Promise.all(others);

    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await processes[1].tallies.load(id)).toMatchObject({ sum: 70, version: 22 });
  });

  test('are answered after a restart, and though the aggregate would refuse them now', async () => {
    const id = await begun();
    const key = randomUUID();
    const first = await ask(processes[0], { key }, new TakeOnce(id, 60));
    await processes[1].tallies.update(id, (tally) => tally.count(500));
    const restarted = await tallyProcess(database.applicationUrl);
    try {
      for (const process of [...processes, restarted]) {
        expect(await ask(process, { key }, new TakeOnce(id, 60))).toEqual(first);
      }
    } finally {
      await restarted.stop();
    }
    await expect(ask(processes[0], { key: randomUUID() }, new TakeOnce(id, 60))).rejects.toThrow('taken');
  });

  test('keep the version that the sender expected', async () => {
    const id = await begun();
    const asked = { key: randomUUID(), expectedVersions: [1] };
    const first = await ask(processes[0], asked, new TakeOnce(id, 1));
    expect(await ask(processes[1], asked, new TakeOnce(id, 1))).toEqual(first);
    const outdated = ask(processes[1], { ...asked, key: randomUUID() }, new TakeOnce(id, 1));
    await expect(outdated).rejects.toMatchObject({ code: 'aggregate-outdated', expected: [1], actual: 2 });
  });

  test('create once, also when nobody can know it from the aggregate', async () => {
    const [id, key] = [randomUUID(), randomUUID()];
    const create = ({ tallies }: TallyProcess) =>
      MessageContext.run({ idempotencyKey: key }, () =>
        runCommand(new TakeOnce(id, 1), () => tallies.create(id, (tally) => tally.begin('o-1'))),
      );
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => create(processes[n % 2] as TallyProcess)));
    const seen = answers.map(({ version, position, events }) => JSON.stringify({ version, position, events }));
    expect(new Set(seen).size).toBe(1);
    const other = processes[0].tallies.create(id, (tally) => tally.begin('o-1'));
    await expect(other).rejects.toMatchObject({ code: 'aggregate-already-exists' });
  });
});

describe('A key', () => {
  test('is refused for another payload, whatever else would become of that', async () => {
    const id = await begun();
    const key = randomUUID();
    await ask(processes[0], { key }, new TakeOnce(id, 99));
    const conflict = { code: 'idempotency-key-conflict' };
    // It would be taken, refused, be about another aggregate, about none.
    await expect(ask(processes[0], { key }, new TakeOnce(id, 98))).rejects.toMatchObject(conflict);
    await processes[0].tallies.update(id, (tally) => tally.count(1));
    await expect(ask(processes[1], { key }, new TakeOnce(id, 98))).rejects.toMatchObject(conflict);
    await expect(ask(processes[1], { key }, new TakeOnce(await begun(), 99))).rejects.toMatchObject(conflict);
    await expect(ask(processes[1], { key }, new TakeOnce(randomUUID(), 99))).rejects.toMatchObject(conflict);
    expect(await processes[0].tallies.load(id)).toMatchObject({ sum: 100, version: 3 });
  });

  test('of another actor, or for another kind of command, is another key', async () => {
    const id = await begun();
    const key = randomUUID();
    await ask(processes[0], { key, actor: 'alice' }, new TakeOnce(id, 1));
    await ask(processes[0], { key, actor: 'bob' }, new TakeOnce(id, 2));
    await ask(processes[0], { key }, new TakeOnce(id, 4));
    await ask(processes[0], { key, actor: 'alice' }, new TakeMore(id, 8));
    expect(await processes[0].tallies.load(id)).toMatchObject({ sum: 15 });
  });

  test('is free after a refusal', async () => {
    const id = await begun();
    const key = randomUUID();
    await processes[0].tallies.update(id, (tally) => tally.count(100));
    await expect(ask(processes[0], { key }, new TakeOnce(id, 1))).rejects.toThrow('taken');
    await processes[1].tallies.update(id, (tally) => tally.count(-100));
    expect(await ask(processes[0], { key }, new TakeOnce(id, 1))).toMatchObject({ result: 1, version: 4 });
  });

  test('stands for one append: a second one is refused, and says what to do', async () => {
    const [one, two] = [await begun(), await begun()];
    const twice = (ids: readonly [string, string]) =>
      MessageContext.run({ idempotencyKey: randomUUID() }, () =>
        runCommand(new TakeOnce(one, 1), async () => {
          await processes[0].tallies.update(ids[0], (tally) => tally.count(1));
          await processes[0].tallies.update(ids[1], (tally) => tally.count(1));
        }),
      );
    await expect(twice([one, two])).rejects.toThrow(/"TakeOnce".*appendAll.*unitOfWork/);
    await expect(twice([one, one])).rejects.toMatchObject({ code: 'command-appended-twice' });
    expect(await processes[1].tallies.load(one)).toMatchObject({ sum: 2 });
    expect(await processes[1].tallies.load(two)).toMatchObject({ sum: 0 });
  });

  test('is forgotten after its days, and not before', async () => {
    const id = await begun();
    const { store } = processes[0];
    const keys = [randomUUID(), randomUUID()];
    for (const key of keys) await ask(processes[0], { key }, new TakeOnce(id, 1));
    const owner = await new DataSource({ type: 'postgres', url: database.url }).initialize();
    const age = (key: string, days: number) =>
      owner.query(
        `UPDATE daybook.idempotency_keys SET recorded_at = now() - make_interval(days => $2) WHERE key LIKE $1`,
        [`TakeOnce:${key}:%`, days],
      );
    await age(keys[0] as string, 31);
    await age(keys[1] as string, 29);
    expect(await store.pruneKeys(30, 1_000)).toBe(1);
    expect(await store.pruneKeys(30, 1_000)).toBe(0);
    await expect(owner.query(`SELECT daybook.prune_keys('59 minutes', 1)`)).rejects.toThrow(/an hour at least/);
    await owner.destroy();
  });
});
