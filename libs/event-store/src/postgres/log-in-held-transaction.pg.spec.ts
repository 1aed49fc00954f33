import { describe, expect, test } from '@jest/globals';
import type { EntityManager, QueryRunner } from 'typeorm';
import { ExampleStore } from './example/example-store.js';
import { newStream, notes } from './example/noted.js';

const example = ExampleStore.ofThisSpec();

/** A transaction that stays open until the spec ends it. */
async function held(isolation: 'READ COMMITTED' | 'REPEATABLE READ' | 'SERIALIZABLE' = 'READ COMMITTED') {
  const runner: QueryRunner = example.dataSource.createQueryRunner();
  await runner.startTransaction(isolation);
  const end = async (how: 'commitTransaction' | 'rollbackTransaction'): Promise<void> => {
    await runner[how]();
    await runner.release();
  };
  return {
    manager: runner.manager,
    commit: () => end('commitTransaction'),
    rollBack: () => end('rollbackTransaction'),
  };
}

async function append(manager?: EntityManager): Promise<number> {
  const options = { expected: 'any', ...(manager && { manager }) } as const;
  return (await example.store.append(newStream(), notes('x'), options)).position;
}

async function positions(afterPosition: number, manager?: EntityManager): Promise<readonly number[]> {
  const found: number[] = [];
  const options = { afterPosition, batchSize: 2, ...(manager && { manager }) };
  for await (const { position } of example.store.readAll(options)) found.push(position);
  return found;
}

describe('In a transaction that the caller holds, the log', () => {
  test('ends where it ends for everybody, in front of what the transaction has appended', async () => {
    const before = await append();
    const { manager, commit } = await held();
    expect(await positions(before, manager)).toEqual([]);
    const beside = await append();
    expect(await positions(before, manager)).toEqual([beside]);
    const own = await append(manager);
    const later = await append();
    expect([await positions(before, manager), await positions(before)]).toEqual([[beside], [beside]]);
    expect([await example.store.head({ manager }), await example.store.head()]).toEqual([beside, beside]);
    await commit();
    expect(await positions(before)).toEqual([beside, own, later]);
  });

  test('has nothing behind a transaction of somebody else that is still open, and everything after its end', async () => {
    const before = await append();
    const [reader, writer] = [await held(), await held()];
    const late = await append(writer.manager);
    const early = await append();
    expect(early).toBeGreaterThan(late);
    expect(await positions(before, reader.manager)).toEqual([]);
    await writer.commit();
    expect(await positions(before, reader.manager)).toEqual([late, early]);
    await reader.rollBack();
  });

  test('loses no event to a reader who goes on from where he was, among writers who commit late', async () => {
    const before = await append();
    const reader = await held();
    const seen: number[] = [];
    const state = { writing: true };
    const read = async (): Promise<void> => {
      do seen.push(...(await positions(seen.at(-1) ?? before, reader.manager)));
      while (state.writing);
      seen.push(...(await positions(seen.at(-1) ?? before, reader.manager)));
    };
    const write = async (): Promise<readonly number[]> => {
      const written: number[] = [];
      for (let n = 0; n < 15; n++) {
        const writer = await held();
        const position = await append(writer.manager);
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 10));
        if (n % 5 === 0) await writer.rollBack();
        else {
          await writer.commit();
          written.push(position);
        }
      }
      return written;
    };
    const reading = read();
    const written = (await Promise.all(Array.from({ length: 6 }, write))).flat();
    state.writing = false;
    await reading;
    expect(seen).toEqual(written.sort((one, other) => one - other));
    await reader.rollBack();
  });
});

describe('Where the statements of the transaction share a snapshot, the log', () => {
  test.each(['REPEATABLE READ', 'SERIALIZABLE'] as const)('is refused: %s', async (isolation) => {
    const { manager, rollBack } = await held(isolation);
    const refused = {
      code: 'invalid-read',
      field: 'manager',
      message: expect.stringContaining(`under ${isolation.toLowerCase()}`),
    };
    await expect(positions(0, manager)).rejects.toMatchObject(refused);
    await expect(example.store.head({ manager })).rejects.toMatchObject(refused);
    // A stream is read all the same: there nothing can be skipped.
    const streamId = newStream();
    await example.store.append(streamId, notes('x'), { expected: 'noStream', manager });
    for await (const { version } of example.store.readStream(streamId, { manager })) expect(version).toBe(1);
    await rollBack();
  });

  test('would lose events: the safe position is newer than the snapshot', async () => {
    const { manager, rollBack } = await held('REPEATABLE READ');
    await manager.query('SELECT 1');
    const committed = await append();
    const [row] = await manager.query<{ safe: string }[]>('SELECT daybook.safe_position() AS safe');
    const seen = await manager.query<unknown[]>('SELECT FROM daybook.events WHERE position = $1', [committed]);
    expect({ safe: Number(row?.safe) >= committed, seen: seen.length }).toEqual({ safe: true, seen: 0 });
    await rollBack();
  });
});
