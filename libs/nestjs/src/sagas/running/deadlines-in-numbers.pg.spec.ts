import 'reflect-metadata';
import { ManualClock } from '@daybook/domain';
import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { DataSource } from 'typeorm';
import { OnDeadline } from '../on-deadline.decorator.js';
import { SagaInstance } from '../saga-instance.js';
import { Saga } from '../saga.decorator.js';
import { StartsOn } from '../starts-on.decorator.js';
import { eventually } from './example/eventually.js';
import { sagaApplication, type SagaApplication } from './example/saga-application.js';
import { TransferAsked } from './example/transfers.js';

/** The deadlines that have fired, whichever process it was. */
const fired: string[] = [];

@Saga('waiting', { from: 'now' })
class Waiting extends SagaInstance {
  @StartsOn(TransferAsked, (_event, meta) => meta.aggregateId) asked(): void {
    this.deadline('over', '30m');
  }
  @OnDeadline('over') over(): void {
    fired.push(this.key);
    this.complete();
  }
}

const sql = new URL('../../../../event-store/sql/queries/due_deadlines.sql', import.meta.url);
const dueDeadlines = readFileSync(sql, 'utf8').replaceAll(':schema', 'daybook');
const clock = new ManualClock();
const many = 1_000;
const pending = 100_000;
let database: TestDatabase;
let owner: DataSource;
const running: SagaApplication[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  owner = await new DataSource({ type: 'postgres', url: database.url }).initialize();
});
afterAll(async () => {
  for (const app of running) await app.close();
  await owner.destroy();
  await database.drop();
});

/** Instances that wait, the first one for the longest; one second lies between two of them. */
async function waiting(from: number, instances: number, first: Date): Promise<void> {
  await owner.query(
    `WITH begun AS (
       INSERT INTO daybook.saga_instances (saga, key, version, status, state, correlation_id, metadata, started_by,
         started_position, started_at, changed_at, steps, turns)
       SELECT 'waiting', 'w-' || n, 1, 'running', '{}', 'c-' || n, '{}', gen_random_uuid(), 0, now(), now(), 0, 0
       FROM generate_series($1::int, $1 + $2 - 1) AS n RETURNING saga, key
     )
     INSERT INTO daybook.saga_deadlines (saga, key, name, due_at, version, is_held_up)
     SELECT saga, key, 'over', $3::timestamptz - (substr(key, 3)::int - $1) * interval '1 second', 1, false FROM begun`,
    [from, instances, first],
  );
}

/** How many pages a look for what is due touches, and by what; under a plan for any values. */
async function looked(): Promise<{ readonly pages: number; readonly by: readonly string[] }> {
  const runner = owner.createQueryRunner();
  try {
    await runner.query('SET plan_cache_mode = force_generic_plan');
    await runner.query(`PREPARE due AS ${dueDeadlines}`);
    const rows = (await runner.query(
      `EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, TIMING OFF, FORMAT JSON)
       EXECUTE due (ARRAY['waiting'], ARRAY[1], '${clock.now().toISOString()}', 200)`,
    )) as readonly { readonly 'QUERY PLAN': readonly { readonly Plan: PlanNode }[] }[];
    const plan = rows[0]?.['QUERY PLAN'][0]?.Plan;
    if (plan === undefined) throw new Error('There is no plan.');
    const pages = plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];
    return { pages, by: nodesOf(plan).flatMap((node) => (node['Relation Name'] ? [node['Node Type']] : [])) };
  } finally {
    await runner.query('DEALLOCATE ALL; RESET plan_cache_mode').catch(() => undefined);
    await runner.release();
  }
}

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
  readonly Plans?: readonly PlanNode[];
}

function nodesOf(node: PlanNode): readonly PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}

/** The calls of a store's sagas that the loops of a process make in about so many polls, by name. */
async function callsOf(app: SagaApplication, polls: number): Promise<ReadonlyMap<string, number>> {
  const { sagas } = app;
  const calls = new Map<string, number>();
  const right = { due: sagas.due.bind(sagas), nextDeadline: sagas.nextDeadline.bind(sagas) };
  const count = (name: string): void => void calls.set(name, (calls.get(name) ?? 0) + 1);
  sagas.due = (...asked) => (count('due'), right.due(...asked));
  sagas.nextDeadline = (...asked) => (count('nextDeadline'), right.nextDeadline(...asked));
  await eventually(() => expect(calls.get('nextDeadline')).toBeGreaterThanOrEqual(polls));
  Object.assign(sagas, right);
  return calls;
}

test(`${pending} deadlines that are not due cost as much as a hundred: two statements each time, which look into an index`, async () => {
  const far = new Date(clock.now().getTime() + 365 * 24 * 3_600_000);
  const app = await sagaApplication([Waiting], database.applicationUrl, { clock, sagas: { pollMs: 20 } });
  running.push(app);
  await waiting(1_000_000, 100, far);
  await owner.query('VACUUM ANALYZE daybook.saga_deadlines, daybook.saga_instances');
  const few = { ...(await looked()), calls: await callsOf(app, 10) };
  await waiting(2_000_000, pending, far);
  await owner.query('VACUUM ANALYZE daybook.saga_deadlines, daybook.saga_instances');
  const all = { ...(await looked()), calls: await callsOf(app, 10) };
  console.log(`pages for a look: ${few.pages} with 100 pending, ${all.pages} with ${pending}`);
  expect(all.by).toEqual(['Index Scan']);
  expect(all.pages).toBeLessThanOrEqual(few.pages + 4);
  for (const { calls } of [few, all]) {
    // The last poll may not have come to its second statement.
    expect(Math.abs(Number(calls.get('due')) - Number(calls.get('nextDeadline')))).toBeLessThanOrEqual(1);
    expect([...calls.keys()].sort()).toEqual(['due', 'nextDeadline']);
  }
  expect(fired).toEqual([]);
});

test(`${many} that fall due at one moment fire once each, in order, in two processes`, async () => {
  const other = await sagaApplication([Waiting], database.applicationUrl, { clock, sagas: { pollMs: 20 } });
  running.push(other);
  const soon = new Date(clock.now().getTime() + 3_600_000);
  await waiting(1, many, soon);
  await eventually(async () => {
    expect(await other.sagas.nextDeadline([{ saga: 'waiting', versions: [1] }])).toBeDefined();
  });
  clock.advance(3_600_000 + 1);
  await eventually(async () => {
    const counts = await other.sagas.counts();
    expect(counts.find(({ status }) => status === 'completed')?.instances).toBe(many);
  }, 240_000);
  // The later it was set for, the smaller its number.
  expect(fired).toEqual(Array.from({ length: many }, (_, n) => `w-${many - n}`));
  const left: unknown = await owner.query('SELECT count(*)::int AS pending FROM daybook.saga_deadlines');
  expect(left).toEqual([{ pending: pending + 100 }]);
});
