import { Client } from 'pg';
import { SeededRandom } from '../../world/seeded-random.js';
import { sqlOf } from './trace-sql.js';
import type { Outcome, TraceAction, TraceLine } from './trace.js';

const keys = ['a', 'b', 'c'];

/** In each trace: rows, and two who look twice while a third one changes what they see. */
const openingMoves: readonly (readonly [session: number, action: TraceAction])[] = [
  ...keys.map((stream): [number, TraceAction] => [2, { does: 'insert', stream }]),
  [0, { does: 'begin', isolation: 'repeatable read' }],
  [1, { does: 'begin', isolation: 'read committed' }],
  [0, { does: 'select' }],
  [1, { does: 'select' }],
  [2, { does: 'update', stream: 'a', below: 100 }],
  [0, { does: 'select' }],
  [1, { does: 'select' }],
];

/** A session of a real PostgreSQL, of which a trace is recorded. */
class RecordedSession {
  isolation: string | undefined;
  savepoints: string[] = [];
  /** The last key of which it may have the lock: it takes none before that, so that no two wait for each other. */
  lastKey = 0;
  hasFailed = false;
  /** What it has in mind to do next. */
  readonly intended: TraceAction[] = [];
  pid = 0;
  #outcome: Outcome = { answer: null };
  #done: Promise<void> = Promise.resolve();

  constructor(
    readonly number: number,
    private readonly client: Client,
  ) {}

  async open(): Promise<void> {
    await this.client.connect();
    const { rows } = await this.client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    this.pid = rows[0]?.pid ?? 0;
  }

  get outcome(): Outcome {
    return this.#outcome;
  }

  get waits(): boolean {
    return 'waits' in this.#outcome;
  }

  begin(action: TraceAction): void {
    const { text, values, answer } = sqlOf(action);
    this.#outcome = { waits: true };
    this.#done = this.client.query(text, values as unknown[]).then(
      ({ rows, command }) => void (this.#outcome = { answer: answer(rows as Record<string, unknown>[], command) }),
      (error: unknown) => {
        this.hasFailed = true;
        this.#outcome = { error: (error as { readonly code?: string }).code ?? 'none' };
      },
    );
  }

  /** Answers when there is an answer, or somebody is waited for. */
  async settle(observer: Client): Promise<void> {
    for (;;) {
      await Promise.race([this.#done, new Promise((resolve) => setTimeout(resolve, 3))]);
      if (!this.waits) return;
      const { rows } = await observer.query<{ waits: boolean }>(
        'SELECT cardinality(pg_blocking_pids($1)) > 0 AS waits',
        [this.pid],
      );
      if (rows[0]?.waits === true && this.waits) return;
    }
  }

  async close(): Promise<void> {
    await this.client.end();
  }
}

/** Lets sessions do something by turns, as a seed says, and notes what they are told. */
export async function record(url: string, seed: number, lines: number): Promise<readonly TraceLine[]> {
  const random = new SeededRandom(seed);
  const observer = new Client({ connectionString: url });
  await observer.connect();
  const sessions = [0, 1, 2].map((number) => new RecordedSession(number, new Client({ connectionString: url })));
  const waiting: RecordedSession[] = [];
  const trace: TraceLine[] = [];
  try {
    for (const session of sessions) await session.open();
    const opening = [...openingMoves];
    while (trace.length < lines) {
      const free = sessions.filter(({ waits }) => !waits);
      const move = opening.shift();
      const session = move === undefined ? random.pick(free) : (sessions[move[0]] as RecordedSession);
      const wanted = move?.[1] ?? session.intended.shift() ?? actionOf(session, random);
      // Two who wait for one row are woken together, and nobody knows who is first.
      const action: TraceAction = waiting.length > 0 && 'stream' in wanted ? { does: 'select' } : wanted;
      noteBefore(session, action);
      session.begin(action);
      await session.settle(observer);
      trace.push({ session: session.number, action, outcome: session.outcome });
      noteAfter(session, action);
      if (session.waits) session.intended.length = 0;
      // In the order in which they began to wait, as PostgreSQL lets them go on.
      for (const one of [...waiting]) {
        await one.settle(observer);
        trace.push({ session: one.number, outcome: one.outcome });
        if (!one.waits) waiting.splice(waiting.indexOf(one), 1);
      }
      if (session.waits) waiting.push(session);
    }
  } finally {
    await Promise.all([...sessions.map((session) => session.close()), observer.end()]);
  }
  return trace;
}

function actionOf(session: RecordedSession, random: SeededRandom): TraceAction {
  const stream = keys[random.between(session.lastKey, keys.length - 1)] ?? 'c';
  const anywhere: (() => TraceAction)[] = [
    () => ({ does: 'read sequence' }),
    () => ({ does: 'read locks' }),
    () => ({ does: 'select' }),
    () => ({ does: 'nextval' }),
    () => ({ does: 'lock shared', key: random.below(6) }),
    () => ({ does: 'recall' }),
    () => ({ does: 'remember', value: `${random.below(100)}` }),
  ];
  if (session.isolation === undefined) {
    const begin = (): TraceAction => ({
      does: 'begin',
      isolation: random.pick(['read committed', 'repeatable read'] as const),
    });
    return random.pick([begin, begin, begin, random.pick(anywhere)])();
  }
  const end = (): TraceAction => ({ does: random.chance(0.7) ? 'commit' : 'rollback' });
  const back = (): TraceAction => ({ does: 'rollback to', name: random.pick(session.savepoints) });
  if (session.hasFailed) return random.pick([end, session.savepoints.length > 0 ? back : end, random.pick(anywhere)])();
  const intend = (first: TraceAction, ...then: readonly TraceAction[]): TraceAction => {
    session.intended.push(...then);
    return first;
  };
  const undo = (): TraceAction =>
    intend(
      { does: 'savepoint', name: 's2' },
      ...random.shuffled<TraceAction>([
        { does: 'lock shared', key: 6 },
        { does: 'remember', value: 'undone' },
        { does: 'update', stream, below: 100 },
      ]),
      { does: 'rollback to', name: 's2' },
      ...random.shuffled<TraceAction>([{ does: 'read locks' }, { does: 'recall' }, { does: 'select' }]),
    );
  const look = (): TraceAction => intend({ does: 'select' }, { does: 'nextval' }, { does: 'select' });
  const within: (() => TraceAction)[] = [
    undo,
    look,
    look,
    end,
    // Of a row that somebody else may have changed since the snapshot was taken.
    () =>
      intend({ does: 'select' }, { does: 'recall' }, { does: 'update', stream, below: 100 }, { does: 'read locks' }),
    () => ({ does: 'rollback to', name: 's9' }),
    () => ({ does: 'savepoint', name: `s${random.below(2)}` }),
    () => ({ does: 'lock row', stream, skipLocked: random.chance(0.3) }),
    () => ({ does: 'update', stream, below: random.between(1, 8) }),
    () => ({ does: 'update', stream, below: 100 }),
    end,
  ];
  if (session.savepoints.length > 0) within.push(back);
  // In a shared snapshot the row that was there before and the one that is there now would be two of one key.
  if (session.isolation === 'read committed') {
    within.push(
      () => ({ does: 'insert', stream }),
      () => ({ does: 'insert', stream }),
      () => ({ does: 'delete', stream }),
    );
  }
  return random.pick([...anywhere, ...within, ...within, ...within])();
}

function noteBefore(session: RecordedSession, action: TraceAction): void {
  if ('stream' in action) session.lastKey = keys.indexOf(action.stream);
}

function noteAfter(session: RecordedSession, action: TraceAction): void {
  const isRefused = 'error' in session.outcome;
  if (action.does === 'begin') session.isolation = action.isolation;
  if (action.does === 'commit' || action.does === 'rollback') {
    Object.assign(session, { isolation: undefined, savepoints: [], lastKey: 0, hasFailed: false });
  }
  if (isRefused) session.intended.length = 0;
  if (isRefused) return;
  if (action.does === 'savepoint') session.savepoints.push(action.name);
  if (action.does === 'rollback to') {
    session.savepoints.length = session.savepoints.lastIndexOf(action.name) + 1;
    session.hasFailed = false;
  }
}
