import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { floorAfterAllocation, noFloor } from '../../faults/wrong-builds/floors.js';
import { textOf } from '../../faults/wrong-builds/sql-variant.js';
import { ModelConnection } from './postgres/model-connection.js';
import { ModelDatabase } from './postgres/model-database.js';
import { begin, commit, type Program, type Statement } from './postgres/statement.js';
import { append } from './programs/append.js';
import { beat } from './programs/beat.js';
import { redivideSubscription, registerSubscription } from './programs/divisions.js';
import { safePosition } from './programs/safe-position.js';
import { advanceSegment, claimSegments } from './programs/segments.js';

const folder = new URL('../../../libs/event-store/sql/', import.meta.url);

/** What in the text of a function is a statement that the model has, too, in its words. */
const essential: readonly (readonly [RegExp, ...words: string[]])[] = [
  [/current_setting\(name, true\)/, 'recall'],
  [/is_called THEN last_value/, 'read sequence'],
  [/pg_advisory_xact_lock_shared\(/, 'lock shared'],
  [/set_config\(name/, 'remember'],
  [/FROM pg_locks/, 'read locks'],
  [/ORDER BY stream\.stream_key FOR NO KEY UPDATE;/, 'lock rows streams'],
  [/FOR NO KEY UPDATE SKIP LOCKED\s*\) AS locked/, 'lock rows streams'],
  [/INSERT INTO :schema\.streams/, 'insert streams'],
  [/UPDATE :schema\.streams AS stream SET version = asked\.version/, 'update streams'],
  [/INSERT INTO :schema\.events[^;]*nextval\(/, 'nextval', 'insert events'],
  [/INSERT INTO :schema\.subscription_processes/, 'insert processes'],
  [/ON CONFLICT \(id\) DO UPDATE/, 'update processes'],
  [/FOR NO KEY UPDATE OF kept SKIP LOCKED/, 'lock rows segments'],
  [/UPDATE :schema\.subscription_segments/, 'update segments'],
  [/drain_to IS NOT NULL FOR UPDATE SKIP LOCKED/, 'lock rows subscriptions'],
  [/ORDER BY s\.segment FOR UPDATE SKIP LOCKED/, 'lock rows segments'],
  [/SELECT min\(s\.position\)/, 'select segments'],
  [/DELETE FROM :schema\.subscription_segments/, 'delete segments'],
  [/INSERT INTO :schema\.subscription_segments/, 'insert segments'],
  [/UPDATE :schema\.subscriptions AS s SET segments/, 'update subscriptions'],
  [/:schema\.types_on_record\(/, 'select subscriptions'],
];

/** The essential statements of a function, in the order of its text, with those of the functions that it calls. */
function orderIn(text: string): readonly string[] {
  const whole = withCalled(text);
  return essential
    .flatMap(([pattern, ...words]) =>
      [...whole.matchAll(new RegExp(pattern, 'g'))].map(({ index }) => ({ index, words })),
    )
    .sort((one, other) => one.index - other.index)
    .flatMap(({ words }) => words);
}

function withCalled(text: string): string {
  const code = text.replace(/--.*$/gm, '');
  const body = code.slice(code.search(/\nBEGIN\b|\nWITH |\nSELECT /));
  return body.replace(
    /:schema\.(lock_streams|create_streams|write_events|take_floor|redivide_subscription)\(/g,
    (_call, name) => withCalled(read(`functions/${String(name)}.sql`)),
  );
}

function read(path: string): string {
  return readFileSync(new URL(path, folder), 'utf8');
}

/** What a program asks of the model, each kind of statement once where it is asked several times in a row. */
function orderOf(program: Program<unknown>, before: readonly Program<unknown>[] = []): readonly string[] {
  const database = new ModelDatabase();
  const words: string[] = [];
  for (const one of [...before, inTransaction(noting(program, words))]) {
    const connection = new ModelConnection(database, 'one');
    const failed = (error: unknown): never => {
      throw error;
    };
    connection.start(one, () => undefined, failed);
    while (connection.step());
  }
  return words.filter((word, at) => word !== words[at - 1] || word.startsWith('lock rows'));
}

function* inTransaction(program: Program<unknown>): Program {
  yield* begin();
  yield* program;
  yield* commit();
}

function* noting(program: Program<unknown>, words: string[]): Program {
  let next = program.next();
  while (next.done !== true) {
    words.push(inWords(next.value));
    next = program.next(yield next.value);
  }
}

function inWords(statement: Statement): string {
  return 'table' in statement ? `${statement.does} ${statement.table}` : statement.does;
}

const appendToTwo = (): Program<unknown> =>
  append([
    { stream: 'known', ids: ['1'] },
    { stream: 'new', ids: [] },
  ]);
const known = inTransaction(append([{ stream: 'known', ids: ['0'] }]));

describe("the model's programs", () => {
  it('do the essential statements of an append in the order of the SQL', () => {
    const order = orderOf(appendToTwo(), [known]);
    expect(order).toEqual([
      ...['lock rows streams', 'lock rows streams', 'insert streams', 'update streams'],
      ...['recall', 'read sequence', 'lock shared', 'remember', 'nextval', 'insert events'],
    ]);
    expect(orderIn(read('functions/append.sql'))).toEqual(order);
  });

  it('ask for the safe position in the order of the SQL', () => {
    expect(orderOf(safePosition())).toEqual(['read sequence', 'read locks']);
    expect(orderIn(read('functions/safe_position.sql'))).toEqual(['read sequence', 'read locks']);
  });

  it('claim and advance segments in the order of the SQL', () => {
    const lease = { subscription: 's', segment: 0, owner: 'p', epoch: 1 };
    const claimed = orderOf(
      claimSegments('p', [lease], 100, () => 0),
      [registerSubscription('s', 1)],
    );
    expect(claimed.filter((word) => word !== 'select processes')).toEqual(orderIn(read('queries/claim_segments.sql')));
    expect(orderOf(advanceSegment(lease, 0, 1))).toEqual(orderIn(read('functions/advance_segment.sql')));
  });

  it('give a sign of life, and divide anew, in the order of the SQL', () => {
    const divided = [registerSubscription('s', 1), registerSubscription('s', 2)].map(inTransaction);
    const order = orderOf(redivideSubscription('s'), divided);
    expect(order).toEqual([
      ...['lock rows subscriptions', 'lock rows segments', 'select segments'],
      ...['delete segments', 'insert segments', 'update subscriptions'],
    ]);
    expect(orderIn(read('functions/redivide_subscription.sql'))).toEqual(order);
    const report = { subscription: 's', segment: 0, epoch: 0, checkpoint: 0, position: 1, failure: undefined };
    const sign = { process: 'p', name: 'p', runs: ['s'], leaseMs: 100, reports: [report] };
    const asked = orderOf(
      beat(sign, () => 0),
      [registerSubscription('s', 1), inTransaction(beat(sign, () => 0))],
    );
    // Only what is to be divided anew is; who that is, and how things stand, are plain reads.
    const told = orderIn(read('functions/beat.sql')).filter(
      (word) => !order.includes(word) || word === 'lock rows segments',
    );
    expect(asked.filter((word) => !word.startsWith('select'))).toEqual(told.filter((_, at) => at < 4));
  });

  it.each([
    ['no floor', noFloor],
    ['a floor that is taken after the positions', floorAfterAllocation],
  ])('are not those of SQL with %s', async (_name, [variant]) => {
    const wrong = await textOf(variant!);
    const right = orderIn(read('functions/write_events.sql'));
    expect(right).toEqual(['recall', 'read sequence', 'lock shared', 'remember', 'nextval', 'insert events']);
    expect(orderIn(wrong)).not.toEqual(right);
  });
});
