import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { beforeAll, expect, test } from '@jest/globals';
import { ExampleStore } from '../example/example-store.js';
import { begun, deciding } from './example/deciding.js';

const example = ExampleStore.ofThisSpec();

beforeAll(async () => {
  const wrong = new URL('./example/wrong-builds/claim_in_one_statement.sql', import.meta.url);
  await example.ask(await readFile(wrong, 'utf8'));
});

/**
 * Takes steps while an instance whose next step could be had comes to another one: what it comes to is committed when the taker
 * has begun to look, and has not come to the instance yet.
 */
async function takenInBetween(by: string): Promise<{ readonly steps: readonly unknown[]; readonly claimed: unknown }> {
  const { store, dataSource } = example;
  const address = await begun(store.sagas, `s-${randomUUID()}`);
  let taking: Promise<readonly unknown[]> = Promise.resolve([]);
  await dataSource.transaction(async (manager) => {
    await store.sagas.held([address], manager);
    const moved = [{ number: 1, status: 'skipped' } as const];
    await store.sagas.write([{ ...deciding(address, 1, 1), moved }], manager);
    // So many other sagas are looked for before that it takes a while.
    taking = example.ask(
      `SELECT claimed FROM daybook.${by}('p', array_fill('none'::text, ARRAY[300000]) || $1::text,
                                         array_fill(1, ARRAY[300001]), 1, 60000)`,
      [address.saga],
    );
    const started = `SELECT count(*)::int FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'SELECT claimed%'
                     AND pid <> pg_backend_pid()`;
    while ((await example.ask(started))[0] === 0) await new Promise((resolve) => setTimeout(resolve, 2));
    await new Promise((resolve) => setTimeout(resolve, 50));
  });
  const steps = (await taking).map((claim) => (claim as { readonly step: { readonly number: number } }).step.number);
  const [claimed] = await example.ask('SELECT claimed_step FROM daybook.saga_instances WHERE saga = $1', [
    address.saga,
  ]);
  return { steps, claimed };
}

test('whoever takes an instance that has just come to another step is given that', async () => {
  expect(await takenInBetween('claim_steps')).toEqual({ steps: [2], claimed: 2 });
});

test('a build that looks at the steps too early takes the instance and is given none', async () => {
  expect(await takenInBetween('claim_in_one_statement')).toEqual({ steps: [], claimed: 2 });
});
