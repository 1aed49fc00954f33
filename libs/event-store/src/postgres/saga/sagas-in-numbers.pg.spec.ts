import { beforeAll, expect, test } from '@jest/globals';
import type { QueryRunner } from 'typeorm';
import { ExampleStore } from '../example/example-store.js';
import { sqlFile } from '../sql-file.js';
import type { StatementName } from '../statements.js';

const example = ExampleStore.ofThisSpec();
const pending = 100_000;
const finished = 60_000;
const stuck = 5_000;
const soon = '2100-01-01T00:00:00Z';

// Instances that wait, that have come to their end, and that are stuck with steps and deadlines that are long due.
beforeAll(async () => {
  await example.ask(`
    INSERT INTO daybook.saga_instances (saga, key, version, status, state, correlation_id, metadata, started_by,
      started_position, started_at, changed_at, steps, turns, failure)
    SELECT 'many', lpad(n::text, 7, '0'), 1, CASE WHEN n <= ${finished} THEN 'completed' ELSE 'running' END,
      json_build_object('text', repeat('x', 600)), 'c' || n, '{}',
      gen_random_uuid(), n, now(), now(), 1, 1, CASE WHEN n > ${finished + pending / 4} THEN 'broken' END
    FROM generate_series(1, ${finished + pending / 4 + stuck}) AS n`);
  await example.ask(`
    INSERT INTO daybook.saga_steps (saga, key, number, turn, kind, type, payload, status, cause, decided_at)
    SELECT saga, key, 1, 1, 'command', 'do', '{}', CASE WHEN is_stuck THEN 'due' ELSE 'done' END, '{}', now()
    FROM daybook.saga_instances`);
  await example.ask(`
    INSERT INTO daybook.saga_deadlines (saga, key, name, due_at, version, is_held_up)
    SELECT it.saga, it.key, 'd' || n, CASE WHEN it.is_stuck THEN now() ELSE '${soon}'::timestamptz + n * interval '1 day' END, 1, it.is_stuck
    FROM daybook.saga_instances AS it, generate_series(1, 4) AS n WHERE it.status = 'running'`);
  await example.ask('VACUUM ANALYZE daybook.saga_instances, daybook.saga_steps, daybook.saga_deadlines');
});

interface Looked {
  /** Rows that were met one after another, whatever is in them. */
  readonly scanned: number;
  /** Rows that indexes have led to. */
  readonly fetched: number;
  readonly answers: readonly unknown[];
}

/** How many rows of sagas a statement looks at, in a transaction that is undone; under a plan for any values. */
async function looked(name: StatementName, values: readonly string[]): Promise<Looked> {
  const runner = example.owner.createQueryRunner();
  await runner.startTransaction();
  try {
    await runner.query('SET LOCAL plan_cache_mode = force_generic_plan');
    await runner.query(`PREPARE asked AS ${sqlFile(`queries/${name}.sql`, 'daybook')}`);
    // What a connection has done is not written down at once, so that it begins with what was before.
    const before = await seenBy(runner);
    const answers = (await runner.query(
      `EXECUTE asked ${values.length > 0 ? `(${values.join(', ')})` : ''}`,
    )) as Record<string, unknown>[];
    const after = await seenBy(runner);
    const seen = { scanned: after.scanned - before.scanned, fetched: after.fetched - before.fetched };
    return { ...seen, answers: answers.map((row) => Object.values(row)[0]) };
  } finally {
    await runner.query('DEALLOCATE ALL').catch(() => undefined);
    await runner.rollbackTransaction();
    await runner.release();
  }
}

async function seenBy(runner: QueryRunner): Promise<{ readonly scanned: number; readonly fetched: number }> {
  const rows = (await runner.query(
    `SELECT sum(seq_tup_read)::int AS scanned, sum(idx_tup_fetch)::int AS fetched
     FROM pg_stat_xact_user_tables WHERE relname LIKE 'saga\\_%'`,
  )) as [{ readonly scanned: number; readonly fetched: number }];
  return rows[0];
}

const sagas = `ARRAY['many', 'many']`;
const versions = 'ARRAY[1, 2]';

test(`${pending} deadlines that are not due, and those of ${stuck} stuck instances, are not looked at`, async () => {
  const now = await looked('due_deadlines', [sagas, versions, 'now()', '100']);
  expect(now).toEqual({ scanned: 0, fetched: 0, answers: [] });
  const next = await looked('next_deadline', [sagas, versions]);
  expect(next).toMatchObject({ scanned: 0, answers: [String(Date.parse(soon) + 24 * 60 * 60 * 1_000)] });
  expect(next.fetched).toBeLessThan(5);
});

test('of those that are due as many are looked at as are asked for', async () => {
  const due = await looked('due_deadlines', [sagas, versions, `'2200-01-01Z'`, '100']);
  expect(due.answers).toHaveLength(100);
  expect(due.scanned).toBe(0);
  expect(due.fetched).toBeLessThan(250);
});

test('where nothing is to be sent, nothing is looked at to find that out', async () => {
  const claimed = await looked('claim_steps', [`'p'`, sagas, versions, '16', '60000']);
  expect(claimed).toEqual({ scanned: 0, fetched: 0, answers: [] });
  expect(await looked('next_attempt', [sagas, versions])).toEqual({ scanned: 0, fetched: 0, answers: [null] });
});

test('a step that is to be sent is found among all others', async () => {
  const key = '0070000';
  const set = `next_step = 1, next_at = now() - interval '1 second'`;
  await example.ask(`UPDATE daybook.saga_instances SET ${set} WHERE key = $1`, [key]);
  const claimed = await looked('claim_steps', [`'p'`, sagas, versions, '16', '60000']);
  expect(claimed.answers).toMatchObject([{ key, step: { number: 1 } }]);
  expect(claimed.scanned).toBe(0);
  expect(claimed.fetched).toBeLessThan(20);
});

test.each<[StatementName, readonly string[], number]>([
  ['hold_sagas', [`ARRAY['many', 'many']`, `ARRAY['0000001', '0070001']`], 20],
  ['correlated_sagas', [`'many'`, `ARRAY['c70001', 'c1', 'x']`], 5],
  ['claim_stands', [`'many'`, `'0070001'`, 'gen_random_uuid()'], 2],
  ['renew_steps', [`'p'`, 'ARRAY[gen_random_uuid()]', '1000'], 5],
  ['holding_sagas', [`'many'`, 'NULL', '10'], 5],
  ['show_saga', [`'many'`, `'0070001'`], 10],
  ['list_sagas', [`'many'`, 'NULL', 'true', `'many'`, `'0086000'`, '10'], 25],
  ['list_sagas', ['NULL', 'NULL', 'true', 'NULL', 'NULL', '10'], 25],
  ['list_sagas', ['NULL', `'ended'`, 'NULL', 'NULL', 'NULL', '10'], 25],
  ['list_sagas', ['NULL', `'running'`, 'NULL', `'many'`, `'0070001'`, '10'], 25],
  ['list_sagas', ['NULL', 'NULL', 'NULL', `'many'`, `'0070001'`, '10'], 25],
])('%s looks at what it answers alone (%#)', async (name, values, most) => {
  const { scanned, fetched } = await looked(name, values);
  expect(scanned).toBe(0);
  expect(fetched).toBeLessThan(most);
});

test('what there is is counted by an index alone', async () => {
  const { scanned, answers } = await looked('count_sagas', []);
  expect([scanned, answers.length]).toEqual([0, 3]);
});
