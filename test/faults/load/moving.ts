import { EventCodec, EventTypeRegistry, noValidation, PostgresEventStore } from '@daybook/event-store';
import { AggregateAlreadyExists, AggregateRepository } from '@daybook/nestjs';
import type { Pool } from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import type { MovingBuild } from '../wrong-builds/moving-builds.js';
import { Chest, ChestCredited, ChestDebited, ChestFilled, ChestLocked } from './chests.js';
import { Move, MoveAsked, MoveEnded, MoveLate } from './moves.js';
import type { MovingTroubles, MovingWord } from './moving-words.js';
import { SourceProcess } from './source-process.js';

const main = new URL('./moving-process.ts', import.meta.url);

const rest = `
  SELECT (SELECT count(*)::int FROM daybook.saga_instances
          WHERE status IN ('completed', 'compensated') AND failure IS NULL) AS over,
         (SELECT count(*)::int FROM daybook.saga_steps WHERE status = 'due') AS due`;

const hasEnded = `
  SELECT FROM daybook.events AS event JOIN daybook.streams AS stream USING (stream_key)
  WHERE event.event_type = 'move.ended' AND stream.stream_id = $1
    AND NOT EXISTS (SELECT FROM daybook.saga_steps WHERE status = 'due')`;

/** One who fills chests and asks for moves, and runs processes that see to them. */
export class MovingHouse {
  readonly words: (MovingWord & { readonly from: string; readonly at: number })[] = [];
  readonly #processes: SourceProcess[] = [];
  #begun = 0;

  private constructor(
    private readonly url: string,
    readonly store: PostgresEventStore,
    private readonly dataSource: DataSource,
    readonly pool: Pool,
  ) {}

  static async open({
    applicationUrl,
    pool,
  }: {
    readonly applicationUrl: string;
    readonly pool: Pool;
  }): Promise<MovingHouse> {
    const dataSource = new DataSource({
      type: 'postgres',
      url: applicationUrl,
      extra: { options: '-c synchronous_commit=on' },
    });
    await dataSource.initialize();
    const registry = new EventTypeRegistry();
    registry.register(ChestFilled, ChestDebited, ChestCredited, ChestLocked, MoveAsked, MoveEnded, MoveLate);
    const codec = new EventCodec({ registry, validation: noValidation });
    return new MovingHouse(applicationUrl, await PostgresEventStore.open({ dataSource, codec }), dataSource, pool);
  }

  get chests(): AggregateRepository<Chest> {
    return new AggregateRepository(Chest, this.store);
  }

  get moves(): AggregateRepository<Move> {
    return new AggregateRepository(Move, this.store);
  }

  async fill(chests: number, amount: number): Promise<void> {
    for (let n = 0; n < chests; n++) await this.chests.create(`${n}`, (chest) => chest.fill(amount));
  }

  /** Asks until it is there, whatever happens to the server meanwhile. */
  async ask(move: string, from: string, to: string, amount: number, withinMs: number | null = null): Promise<void> {
    const asked = (): Promise<unknown> => this.moves.create(move, (its) => its.ask(from, to, amount, withinMs));
    await untilItWorks(asked, (error) => error instanceof AggregateAlreadyExists);
  }

  /** Asks for the same once more. */
  async askAgain(move: string, from: string, to: string, amount: number): Promise<void> {
    await untilItWorks(() => this.moves.update(move, (its) => its.ask(from, to, amount, null)));
  }

  /** Starts a process, and answers when it has begun. */
  async start(troubles: MovingTroubles = {}, build: MovingBuild = 'daybook'): Promise<SourceProcess> {
    const name = `office-${++this.#begun}`;
    const process = SourceProcess.begin(`Process ${name}`, main, this.url, name, build, JSON.stringify(troubles));
    this.#processes.push(process);
    process.listen<MovingWord>((word) => this.words.push({ ...word, from: name, at: performance.now() }));
    while (((await process.says()) as MovingWord).word !== 'started');
    return process;
  }

  /** What they have said so far, of one kind. */
  said(word: MovingWord['word']): number {
    return this.words.filter((one) => one.word === word).length;
  }

  /** Waits until no instance is open any more, at most for so long. */
  async rest(instances: number, withinMs: number): Promise<boolean> {
    const end = performance.now() + withinMs;
    for (;;) {
      const { rows } = await this.pool.query<{ readonly over: number; readonly due: number }>(rest);
      if (rows[0]?.over === instances && rows[0].due === 0) return true;
      if (performance.now() > end) return false;
      await sleep(50);
    }
  }

  /** Waits until a move is told that it has ended, and nothing is left to be sent. @throws Error it takes longer than that */
  async ends(move: string, withinMs: number): Promise<void> {
    const end = performance.now() + withinMs;
    for (;;) {
      const { rowCount } = await this.pool.query(hasEnded, [`move-${move}`]);
      if (rowCount !== 0) return;
      if (performance.now() > end) throw new Error(`Move ${move} has not ended.`);
      await sleep(50);
    }
  }

  async close(): Promise<void> {
    for (const process of this.#processes) await process.close();
    await this.store.close();
    await this.dataSource.destroy();
  }
}

async function untilItWorks(work: () => Promise<unknown>, isDone?: (error: unknown) => boolean): Promise<void> {
  const end = performance.now() + 60_000;
  for (;;) {
    try {
      await work();
      return;
    } catch (error) {
      if (isDone?.(error) === true) return;
      if (performance.now() > end) throw error;
      await sleep(20);
    }
  }
}
