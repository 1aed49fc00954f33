import type { EventCodec, PostgresEventStore, SubscriptionRunner } from '@daybook/event-store';
import { jest } from '@jest/globals';
import fc from 'fast-check';
import { ModelPool } from '../driver/model-pool.js';
import { type QueryProgram, queryPrograms } from '../driver/query-programs.js';
import { ModelConnection, type Step } from '../postgres/model-connection.js';
import { ModelDatabase } from '../postgres/model-database.js';
import { registerSubscription } from '../programs/divisions.js';
import { type Move, movesOf } from '../scheduling/moves.js';
import { turn } from '../scheduling/turn.js';
import { Violation } from '../scheduling/violation.js';
import { unitOfWork } from '../ordering/unit-of-work.js';
import { EffectsJudge } from './effects-judge.js';
import { effectsConsumer, runnerOf, storeOver } from './model-process.js';

/** What is to happen: how many are divided among, what is written, and whose turn it is. */
export interface LeasePlan {
  readonly segments: number;
  readonly schedule: readonly Move[];
}

/** What a wrong build does otherwise. */
export interface WrongLease {
  readonly programs?: Readonly<Record<string, QueryProgram>>;
  readonly store?: (store: PostgresEventStore) => void;
}

const processes = 2;
const connections = 4;
const names = Array.from({ length: processes }, (_, at) => `process ${at}`);

export const leasePlans: fc.Arbitrary<LeasePlan> = fc.record({
  segments: fc.constantFrom(1, 2),
  schedule: movesOf(
    [
      ...names,
      ...names,
      ...names,
      'writer',
      'writer',
      'time',
      'lease',
      'crash',
      'kill 0',
      'stop 1',
      'divide 1',
      'divide 2',
    ],
    { moves: 40, times: 24 },
  ),
});

export interface LeaseTally {
  steps: number;
  applied: number;
  takeOvers: number;
  divisions: number;
  crashes: number;
}

/** Processes that share a subscription over one database, each a runner as it is shipped, in the order of a schedule. */
export class LeaseRun {
  readonly #steps: (() => string)[] = [];
  readonly #database = new ModelDatabase();
  readonly #judge = new EffectsJudge(this.#database, this.#steps);
  readonly #pools: ModelPool[] = [];
  readonly #runners: SubscriptionRunner[] = [];
  readonly #lives: number[] = [];
  readonly #writer = new ModelConnection(this.#database, 'writer');
  readonly #divider = new ModelConnection(this.#database, 'divider');
  #written = 0;
  #crashes = 0;
  #divisions = 0;
  readonly #lastOf = new Map<string, string>();

  constructor(
    private readonly plan: LeasePlan,
    private readonly codec: EventCodec,
    private readonly wrong: WrongLease = {},
  ) {}

  /** @throws Violation */
  async run(tally?: LeaseTally): Promise<void> {
    try {
      for (let at = 0; at < processes; at++) await this.#begin(at);
      for (const { who, times } of this.plan.schedule) await this.#move(who, times);
      await this.#finish();
      this.#judge.ended();
    } finally {
      for (const pool of this.#pools) pool.kill();
      jest.clearAllTimers();
    }
    if (tally === undefined) return;
    tally.steps += this.#steps.length;
    tally.applied += this.#judge.done;
    tally.crashes += this.#crashes;
    tally.divisions += this.#divisions;
    tally.takeOvers += this.#database.visible('segments').reduce((sum, { epoch }) => sum + Math.max(0, epoch - 1), 0);
  }

  async #begin(at: number): Promise<void> {
    const programs = { ...queryPrograms, ...this.wrong.programs };
    const pool = new ModelPool(this.#database, `process ${at}`, connections, programs);
    this.#pools[at] = pool;
    const store = await storeOver(pool, this.codec, this.wrong.store);
    const life = (this.#lives[at] = Math.min((this.#lives[at] ?? -1) + 1, 7));
    const runner = runnerOf(store, at, life);
    runner.add(effectsConsumer(`process ${at}`, this.plan.segments));
    this.#runners[at] = runner;
    void runner.start().catch(() => undefined);
    await settled();
  }

  async #move(who: string, times: number): Promise<void> {
    const [kind = '', number] = who.split(' ');
    const at = Number(number);
    if (kind === 'process') for (let n = 0; n < times && (await this.#step(at)); n++);
    else if (kind === 'writer') this.#write(times);
    else if (kind === 'time') await this.#pass(100);
    else if (kind === 'lease') await this.#pass(400);
    else if (kind === 'crash') this.#crash();
    else if (kind === 'kill') await this.#kill(at);
    else if (kind === 'stop') void this.#runners[at]?.stop();
    else if (kind === 'divide') this.#divide(at);
    await settled();
  }

  /** One step of each connection of a process; answers whether any had one. */
  async #step(at: number): Promise<boolean> {
    let goesOn = false;
    for (let connection = 0; connection < connections; connection++) {
      const who = `process ${at}.${connection + 1}`;
      if (this.#noted(who, this.#pools[at]?.step(connection))) goesOn = true;
      if (this.#pools[at]?.isBusyAt(connection) !== true) await settled();
    }
    return goesOn;
  }

  #write(times: number): void {
    for (let n = 0; n < times; n++) {
      if (!this.#writer.isBusy) {
        const append = { streams: [['a', 'b', 'c'][this.#written % 3] ?? 'a'], events: 1, isUndone: false };
        const unit = { appends: [append], end: 'commit' } as const;
        this.#writer.start(unitOfWork(`w${++this.#written}`, unit), noted, noted);
      }
      this.#noted('writer', this.#writer.step());
    }
  }

  #divide(segments: number): void {
    if (!this.#divider.isBusy) this.#divider.start(registerSubscription('effects', segments), noted, noted);
    while (this.#noted('divider', this.#divider.step()));
    this.#divisions++;
  }

  async #pass(ms: number): Promise<void> {
    this.#steps.push(() => `${ms} ms pass`);
    this.#database.now += ms;
    jest.advanceTimersByTime(ms);
    await settled();
  }

  #crash(): void {
    this.#steps.push(() => 'the server dies');
    this.#crashes++;
    this.#database.crash(false);
  }

  /** The process dies without a word; another one begins in its place. */
  async #kill(at: number): Promise<void> {
    this.#steps.push(() => `process ${at} dies, and begins anew`);
    this.#pools[at]?.kill();
    await this.#begin(at);
  }

  #noted(who: string, step: Step | undefined): boolean {
    if (step === undefined) return false;
    const now = step.waits ? step.words() : '';
    if (!step.waits || this.#lastOf.get(who) !== now) this.#steps.push(() => `${who}: ${step.words()}`);
    this.#lastOf.set(who, now);
    return !step.waits;
  }

  async #finish(): Promise<void> {
    while (this.#writer.isBusy) this.#write(1);
    // It may have been stopped.
    await this.#kill(1);
    for (let round = 0; !this.#isIdle(); round++) {
      if (round > 150) throw new Violation('I11', 'readers do not come to the end', this.#steps);
      for (let n = 0; n < 30; n++) {
        let goesOn = false;
        for (let at = 0; at < processes; at++) goesOn = (await this.#step(at)) || goesOn;
        if (!goesOn) break;
      }
      await this.#pass(100);
    }
  }

  #isIdle(): boolean {
    const last = Math.max(0, ...this.#database.visible('events').map(({ position }) => position));
    const segments = this.#database.visible('segments');
    const [whole] = this.#database.visible('subscriptions');
    return segments.length > 0 && whole?.drainTo === null && segments.every(({ position }) => position >= last);
  }
}

const noted = (): void => undefined;

/** The loops of a runner let turns of the event loop pass by themselves. */
async function settled(): Promise<void> {
  await turn();
  await turn();
}
