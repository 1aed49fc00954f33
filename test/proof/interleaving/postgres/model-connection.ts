import type { ModelDatabase } from './model-database.js';
import { type Between, ModelSession } from './model-session.js';
import { ConnectionEnded, SqlError } from './sql-error.js';
import type { Program, Statement } from './statement.js';

/** What a step was: in words; whether it was in vain, because somebody is waited for. */
export interface Step {
  readonly words: () => string;
  readonly waits: boolean;
}

/** Does programs step by step, whenever it is told to. */
export class ModelConnection {
  readonly #session: ModelSession;
  #life: number;
  #program: Program<unknown> | undefined;
  #statement: Statement | undefined;
  #doing: Generator<Between, unknown> | undefined;
  #ended: { readonly done: (result: unknown) => void; readonly failed: (error: unknown) => void } | undefined;

  constructor(
    private readonly database: ModelDatabase,
    readonly name: string,
  ) {
    this.#session = new ModelSession(database, name);
    this.#life = database.life;
  }

  get isBusy(): boolean {
    return this.#program !== undefined;
  }

  get isInTransaction(): boolean {
    return this.#session.isInTransaction;
  }

  /** Whether the server has died under it. */
  get isLost(): boolean {
    return this.#life !== this.database.life;
  }

  /** Begins a program; it goes on with each step. */
  start<R>(program: Program<R>, done: (result: R) => void, failed: (error: unknown) => void): void {
    if (this.isBusy) throw new Error(`${this.name} is busy`);
    // With nothing under way, one that was lost has been opened anew.
    if (this.isLost) this.#renew();
    this.#program = program;
    this.#ended = { done: done as (result: unknown) => void, failed };
    this.#go(() => program.next());
  }

  /** One step; undefined if there is nothing to do. */
  step(): Step | undefined {
    const statement = this.#statement;
    if (statement === undefined) return undefined;
    if (this.isLost) {
      this.#statement = this.#doing = undefined;
      this.#renew();
      this.#go((program) => program.throw(new ConnectionEnded()));
      return { words: () => 'learns that the server has died', waits: false };
    }
    try {
      this.#doing ??= this.#session.execute(statement);
      const { done, value } = this.#doing.next();
      if (done !== true) return between(value);
      this.#doing = undefined;
      this.#go((program) => program.next(value));
      return { words: () => inWords(statement, value), waits: false };
    } catch (error) {
      if (!(error instanceof SqlError)) throw error;
      this.#doing = undefined;
      this.#go((program) => program.throw(error));
      return { words: () => `${inWords(statement)}: ${String(error)}`, waits: false };
    }
  }

  /** Whoever waits for it is told that it has ended. */
  cut(): void {
    const program = this.#program;
    this.end();
    if (program === undefined) return;
    this.#program = program;
    this.#go(() => program.throw(new ConnectionEnded()));
    this.end();
  }

  /** Its client is gone; what the server was doing for it comes to nothing, unless it was durable already. */
  end(): void {
    this.#program = this.#statement = this.#doing = undefined;
    this.#session.end();
  }

  #renew(): void {
    this.#session.crash();
    this.#life = this.database.life;
  }

  #go(on: (program: Program<unknown>) => IteratorResult<Statement, unknown>): void {
    const ended = this.#ended;
    if (this.#program === undefined || ended === undefined) return;
    let result: IteratorResult<Statement, unknown>;
    try {
      result = on(this.#program);
    } catch (error) {
      this.#program = this.#statement = undefined;
      ended.failed(error);
      return;
    }
    if (result.done === true) {
      this.#program = this.#statement = undefined;
      ended.done(result.value);
    } else this.#statement = result.value;
  }
}

function between(value: Between): Step {
  const words = (): string => ('done' in value ? `commit: ${value.done}` : `waits for ${value.waitsFor}`);
  return { words, waits: 'waitsFor' in value };
}

function inWords(statement: Statement, answer?: unknown): string {
  switch (statement.does) {
    case 'begin':
      return `begin ${statement.isolation}`;
    case 'savepoint':
    case 'rollback to':
      return `${statement.does} ${statement.name}`;
    case 'commit':
      return 'commit: locks given back, told';
    case 'lock shared':
    case 'unlock shared':
      return `${statement.does} ${statement.key}`;
    case 'remember':
      return `remember ${statement.name}`;
    case 'recall':
      return `recall ${statement.name}: ${String(answer)}`;
    case 'select from':
      return `select ${statement.tables.join(', ')}`;
    case 'insert':
      return `insert into ${statement.table} ${statement.key}${answer === false ? ': is there already' : ''}`;
    case 'select':
    case 'lock rows':
    case 'update':
    case 'delete':
      return `${statement.does} ${statement.table}: ${listed(answer)}`;
    case 'rollback':
    case 'read sequence':
    case 'nextval':
    case 'read locks':
      return answer === undefined ? statement.does : `${statement.does}: ${JSON.stringify(answer)}`;
  }
}

/** Rows, by what is most telling of each. */
function listed(answer: unknown): string {
  if (!Array.isArray(answer)) return '';
  return answer.length === 0 ? 'none' : answer.map((row) => JSON.stringify(row)).join(' ');
}
