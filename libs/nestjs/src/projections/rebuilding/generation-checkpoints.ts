import { generationStatements, type GenerationStatements } from '@daybook/event-store';
import type { EntityManager } from 'typeorm';
import { type Generation, subscriptionOf } from '../read-model/generation.js';

/** What a subscription wants: by the names under which it is stored, those of earlier and of other releases included. */
export interface StoredFilter {
  /** All, if there are none. */
  readonly types?: readonly string[] | null | undefined;
  /** All, if there are none. */
  readonly categories?: readonly string[] | null | undefined;
}

/** How far the subscription of a generation has come, and in what: its filter is the one on record. */
export interface GenerationCheckpoint extends StoredFilter {
  /** Of its segments. */
  readonly least: number;
  readonly most: number;
  readonly segments: number;
  readonly parkedKeys: readonly string[];
  readonly stoppedFor: string | null;
  readonly isPaused: boolean;
}

type Row = GenerationCheckpoint & { readonly name: string };

/** The checkpoints of generations, to be compared with each other. */
export class GenerationCheckpoints {
  readonly #statements: GenerationStatements;

  constructor(schema: string) {
    this.#statements = generationStatements(schema);
  }

  /** Undefined for one that was never put on record, or appends write. */
  async of(manager: EntityManager, generation: Generation): Promise<GenerationCheckpoint | undefined> {
    const [row] = await manager.query<Row[]>(this.#statements.checkpoints, [[subscriptionOf(generation)]]);
    // While it is divided anew there is none for a moment.
    return row === undefined || row.segments === 0 ? undefined : row;
  }

  /**
   * Keeps checkpoints where they are, to the end of the transaction.
   *
   * @returns whether all of them were had; not while one is divided anew
   */
  async hold(manager: EntityManager, generations: readonly Generation[]): Promise<boolean> {
    if (generations.length === 0) return true;
    const names = generations.map(subscriptionOf).sort();
    const held = await manager.query<{ readonly name: string }[]>(this.#statements.lockCheckpoints, [names]);
    const found = await manager.query<Row[]>(this.#statements.checkpoints, [names]);
    return found.every(({ name, segments }) => held.filter((one) => one.name === name).length === segments);
  }

  /** How many events that a subscription wants lie behind a position, up to another; counted up to a number. */
  async wanted(
    manager: EntityManager,
    { types, categories }: StoredFilter,
    after: number,
    to: number,
    atMost?: number,
  ): Promise<number> {
    if (to <= after) return 0;
    const values = [types ?? null, categories ?? null, after, to, atMost ?? null];
    const [row] = await manager.query<{ readonly events: number }[]>(this.#statements.wantedEvents, values);
    return row?.events ?? 0;
  }

  /** Forgets the subscription of a generation, with what it has parked. */
  async forget(manager: EntityManager, generation: Generation): Promise<void> {
    await manager.query(this.#statements.forget, [subscriptionOf(generation)]);
  }
}
