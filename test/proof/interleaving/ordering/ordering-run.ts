import fc from 'fast-check';
import { ModelPool } from '../driver/model-pool.js';
import { ModelConnection, type Step } from '../postgres/model-connection.js';
import { ModelDatabase } from '../postgres/model-database.js';
import { type Move, movesOf } from '../scheduling/moves.js';
import { turn } from '../scheduling/turn.js';
import { Violation } from '../scheduling/violation.js';
import { LogJudge } from './log-judge.js';
import type { Reading } from './reader.js';
import { Subscriber } from './subscriber.js';
import { asShipped, type UnitPlan, unitOfWork, type Writing } from './unit-of-work.js';

/** What is to happen: who writes what, and whose turn it is. */
export interface OrderingPlan {
  readonly units: readonly UnitPlan[];
  readonly loggedAhead: number;
  /** So many positions have been handed out and rolled back, and are passed over by all, when the server dies before it begins. */
  readonly lost: number;
  readonly schedule: readonly Move[];
}

const writers = 4;
const readers = 2;
const names = [
  ...Array.from({ length: writers }, (_, at) => `writer ${at}`),
  ...Array.from({ length: readers }, (_, at) => `reader ${at}`),
];

const streams = ['a', 'b', 'c', 'd'];
const append = fc.record({
  streams: fc.oneof(
    fc.constantFrom(...streams).map((one) => [one]),
    fc.subarray(streams, { minLength: 2, maxLength: 2 }),
  ),
  events: fc.integer({ min: 1, max: 2 }),
  isUndone: fc.constantFrom(false, false, true),
});
const one = { streams: fc.constantFrom(...streams).map((stream) => [stream]), events: fc.constant(1) };
const undoneFirst = fc.tuple(
  fc.record({ ...one, isUndone: fc.constant(true) }),
  fc.record({ ...one, isUndone: fc.constant(false) }),
);
const unit = fc.record({
  appends: fc.oneof(
    fc.record({ ...one, isUndone: fc.constant(false) }).map((append) => [append]),
    fc.array(append, { minLength: 1, maxLength: 2 }),
    undoneFirst,
  ),
  end: fc.constantFrom('commit' as const, 'commit' as const, 'commit' as const, 'rollback' as const),
});

export const orderingPlans: fc.Arbitrary<OrderingPlan> = fc.record({
  units: fc.array(unit, { minLength: 2, maxLength: writers }),
  loggedAhead: fc.constantFrom(0, 32),
  lost: fc.constantFrom(0, 0, 0, 4),
  schedule: movesOf([...Array.from({ length: 10 }, () => names).flat(), 'crash', 'time', 'time'], {
    moves: 40,
    times: 12,
  }),
});

/** What has been counted over all runs. */
export interface OrderingTally {
  steps: number;
  crashes: number;
  outOfOrder: number;
  met: number;
}

/** Writers and readers over one database, in the order of a schedule; then all of them to their ends. */
export class OrderingRun {
  readonly #database: ModelDatabase;
  readonly #steps: (() => string)[] = [];
  readonly #judge: LogJudge;
  readonly #writers: readonly ModelConnection[];
  readonly #pool: ModelPool;
  /** Of each who waits: his words, which are said once. */
  readonly #lastOf = new Map<string, string>();
  readonly #begun = new Set<number>();
  #subscribers: readonly Subscriber[] = [];
  #crashes = 0;

  constructor(
    private readonly plan: OrderingPlan,
    private readonly reading: Reading,
    private readonly writing: Writing = asShipped,
  ) {
    this.#database = new ModelDatabase({ loggedAhead: plan.loggedAhead });
    this.#judge = new LogJudge(this.#database, this.#steps);
    this.#writers = plan.units.map((_, at) => new ModelConnection(this.#database, `writer ${at}`));
    this.#pool = new ModelPool(this.#database, 'reader', readers);
  }

  /** What has happened, step by step. */
  get steps(): readonly string[] {
    return this.#steps.map((step) => step());
  }

  /** @throws Violation */
  async run(tally?: OrderingTally): Promise<void> {
    const read = await this.reading(this.#pool);
    this.#subscribers = Array.from({ length: readers }, (_, at) => {
      const met = this.#judge.met.bind(this.#judge);
      return new Subscriber(this.#judge.reader(`subscriber ${at}`), read, met);
    });
    try {
      for (const subscriber of this.#subscribers) subscriber.start();
      await turn();
      if (this.plan.lost > 0) await this.#lose(this.plan.lost);
      for (const { who, times } of this.plan.schedule) await this.#move(who, times);
      await this.#finish();
      this.#judge.ended();
    } finally {
      for (const subscriber of this.#subscribers) subscriber.stop();
      this.#pool.cut();
      await turn();
    }
    if (tally === undefined) return;
    tally.steps += this.#steps.length;
    tally.crashes += this.#crashes;
    tally.outOfOrder += this.#judge.outOfOrder;
    tally.met += this.#subscribers.reduce((sum, { meeting }) => sum + meeting.met.size, 0);
  }

  async #lose(events: number): Promise<void> {
    const writer = new ModelConnection(this.#database, 'a writer before');
    const append = { streams: ['lost'], events, isUndone: false };
    writer.start(unitOfWork('lost', { appends: [append], end: 'rollback' }), noted, noted);
    while (this.#noted(writer.name, writer.step()));
    await this.#passes(2);
    this.#crash();
  }

  async #move(who: string, times: number): Promise<void> {
    const [kind = '', number] = who.split(' ');
    const at = Number(number);
    if (kind === 'time') {
      this.#database.now += 60;
      this.#steps.push(() => '60 ms pass');
    } else if (kind === 'crash') this.#crash();
    else for (let n = 0; n < times; n++) if (!(kind === 'writer' ? this.#write(at) : await this.#read(at))) return;
  }

  /** Answers whether there is more to do at once. */
  #write(at: number): boolean {
    const unit = this.plan.units[at];
    const writer = this.#writers[at];
    if (unit === undefined || writer === undefined) return false;
    if (!this.#begun.has(at)) {
      this.#begun.add(at);
      const program = unitOfWork(`w${at}`, unit, this.writing);
      writer.start(program, (written) => this.#judge.acknowledged(written), noted);
    }
    return this.#noted(writer.name, writer.step());
  }

  async #read(at: number): Promise<boolean> {
    const goesOn = this.#noted(`reader ${at}`, this.#pool.step(at));
    if (goesOn && !this.#pool.isBusyAt(at)) await turn();
    for (const { failure } of this.#subscribers) if (failure !== undefined) throw failure;
    return goesOn;
  }

  #noted(who: string, step: Step | undefined): boolean {
    if (step === undefined) return false;
    const last = this.#lastOf.get(who);
    const now = step.waits ? step.words() : '';
    if (!step.waits || last !== now) this.#steps.push(() => `${who}: ${step.words()}`);
    this.#lastOf.set(who, now);
    return !step.waits;
  }

  #crash(): void {
    this.#steps.push(() => 'the server dies, with what of its log nobody had waited for');
    this.#crashes++;
    this.#database.crash(false);
    this.#judge.crashed();
  }

  async #finish(): Promise<void> {
    for (let round = 0; this.#writers.some(({ isBusy }, at) => isBusy || !this.#begun.has(at)); round++) {
      if (round > 100) throw new Violation('I11', 'writers do not come to their ends', this.#steps);
      for (const at of this.#writers.keys()) while (this.#write(at));
    }
    // A reader who waits at a hole may take more than one.
    for (let idle = 0; idle < 3;) idle = (await this.#passes(1)) ? 0 : idle + 1;
  }

  /** Everybody comes to the end once more, or so often; answers whether anybody has met anything. */
  async #passes(count: number): Promise<boolean> {
    const met = (): number => this.#subscribers.reduce((sum, { meeting }) => sum + meeting.met.size, 0);
    const before = met();
    const passes = this.#subscribers.map((subscriber) => subscriber.passes + count);
    for (let round = 0; this.#subscribers.some((one, at) => one.passes < (passes[at] ?? 0)); round++) {
      if (round > 1_000) throw new Violation('I11', 'readers do not come to the end', this.#steps);
      // So that nobody waits for ever who waits by the clock.
      this.#database.now += 60;
      for (let at = 0; at < readers; at++) await this.#read(at);
    }
    return met() > before;
  }
}

const noted = (): void => undefined;
