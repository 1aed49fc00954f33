import {
  type EventStore,
  type GenerationStatements,
  generationStatements,
  type Subscription,
} from '@daybook/event-store';
import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource, EntityManager } from 'typeorm';
import type { ProjectionDefinition } from '../projection-definition.js';
import { type Generation, subscriptionOf } from '../read-model/generation.js';
import { wordOfInline } from './known-inline.js';
import { storedTypesOf } from './stored-types-of.js';

type Lag = 'none' | 'parked' | 'behind' | 'far-behind';

/**
 * What has come of an attempt, or what is in the way: events that are parked, more than can be waited for, an append in
 * flight, or live processes that do not know the projection as inline.
 */
export type HandedOver = 'begun' | 'not-live' | 'in-flight' | 'unaware' | Exclude<Lag, 'none'>;

/** How a live generation stands to appends. */
export interface InlineStanding extends Generation {
  /** Whether appends write it. */
  readonly isInline: boolean;
  /** Whether appends are refused that do not know it. */
  readonly isGuarded: boolean;
}

/** What appends have to know of a projection. */
export type InlineReach = Pick<ProjectionDefinition, 'types' | 'categories'>;

/** Options of a hand-over. */
export interface InlineHandOverOptions {
  /** For how long appends that concern the projection may be kept waiting, in milliseconds. Default 2,000. */
  readonly waitMs?: number | undefined;
  /** The store whose appends are meant; it knows under which types events were stored before. Default: under their own. */
  readonly store?: Pick<EventStore, 'readable'> | undefined;
}

const pauseMs = 10;

/**
 * Hands a generation over from the subscription that has filled it to the appends themselves, and back.
 *
 * First it is put on record that appends are refused which do not know the projection; those that began before are waited
 * for. Then, for a moment, the others wait, too: none of its events is in flight then, so that what the subscription has not
 * applied can be seen, and applied, before the first append writes the rows itself.
 */
export class InlineHandOver {
  readonly #statements: GenerationStatements;
  readonly #waitMs: number;
  readonly #store: Pick<EventStore, 'readable'> | undefined;

  constructor(
    private readonly dataSource: DataSource,
    schema: string,
    { waitMs = 2_000, store }: InlineHandOverOptions = {},
  ) {
    this.#statements = generationStatements(schema);
    this.#waitMs = waitMs;
    this.#store = store;
  }

  /** The live generations of projections, in the order of their names and versions. */
  async standings(names: readonly string[]): Promise<readonly InlineStanding[]> {
    return this.dataSource.query<InlineStanding[]>(this.#statements.inlineStandings, [names]);
  }

  /** The names of the live processes whose appends would be refused; those that run no loops are on no record. */
  async unaware(projection: Pick<Generation, 'name' | 'version'>): Promise<readonly string[]> {
    const values = [wordOfInline(projection)];
    const rows = await this.dataSource.query<{ name: string }[]>(this.#statements.inlineUnaware, values);
    return rows.map(({ name }) => name);
  }

  /**
   * Has appends refused that do not know the projection, whoever still runs.
   *
   * @returns false if the generation is not live, or appends write another version
   */
  async guard({ name, version, generation }: Generation, reach: InlineReach): Promise<boolean> {
    const values = [name, version, generation, this.#stored(reach), reach.categories ?? null];
    const [row] = await this.dataSource.query<{ guarded: boolean }[]>(this.#statements.guardInline, values);
    return row?.guarded === true;
  }

  /**
   * Lets appends write a live generation, as soon as its subscription has applied everything that there is and nobody would
   * be refused. One that is far behind is left alone: nobody has to wait for it.
   */
  async begin(standing: InlineStanding, reach: InlineReach): Promise<HandedOver> {
    const lag = await this.#lag(standing, this.dataSource.manager);
    if (lag === 'parked' || lag === 'far-behind') return lag;
    if (!standing.isGuarded) {
      if ((await this.unaware(standing)).length > 0) return 'unaware';
      if (!(await this.guard(standing, reach))) return 'not-live';
    }
    if (!(await this.#landed())) return 'in-flight';
    return this.take(standing);
  }

  /** The last step, in which appends wait. */
  protected async take(generation: Generation): Promise<HandedOver> {
    return this.dataSource.transaction('READ COMMITTED', async (manager) => {
      await manager.query(this.#statements.lockTimeout, [`${this.#waitMs}ms`]);
      await manager.query(this.#statements.inlineLockAlone, [generation.name]);
      const found = await this.#caughtUp(generation, manager);
      if (found !== 'none') return found;
      const { name, version, generation: number } = generation;
      const values = [name, version, number, subscriptionOf(generation)];
      const [row] = await manager.query<{ begun: boolean }[]>(this.#statements.beginInline, values);
      return row?.begun === true ? 'begun' : 'not-live';
    });
  }

  /** Lets a subscription write a generation that appends have written, and everybody append. Does nothing if so already. */
  async end({ name, version, generation }: Generation, subscription: Omit<Subscription, 'from'>): Promise<void> {
    const { name: subscribed, kind, types, categories, segments } = subscription;
    const stored = types && this.#stored({ types });
    const wanted = JSON.stringify({ name: subscribed, kind, types: stored, categories, segments });
    await this.dataSource.transaction('READ COMMITTED', async (manager) => {
      await manager.query(this.#statements.lockTimeout, [`${this.#waitMs}ms`]);
      await manager.query(this.#statements.endInline, [name, version, generation, wanted]);
    });
  }

  #stored(reach: Pick<InlineReach, 'types'>): readonly string[] {
    return this.#store === undefined ? reach.types : storedTypesOf(this.#store, reach);
  }

  /** Waits, and keeps nobody waiting, until the appends have ended that are in flight now. */
  async #landed(): Promise<boolean> {
    const [last] = await this.dataSource.query<{ position: string }[]>(this.#statements.lastPosition);
    const end = performance.now() + this.#waitMs;
    for (;;) {
      const asked = [last?.position];
      const [floors] = await this.dataSource.query<{ areHeld: boolean }[]>(this.#statements.floorsOfBefore, asked);
      if (floors?.areHeld === false) return true;
      if (performance.now() > end) return false;
      await pause(pauseMs);
    }
  }

  async #caughtUp(generation: Generation, manager: EntityManager): Promise<Lag> {
    const end = performance.now() + this.#waitMs;
    for (;;) {
      const lag = await this.#lag(generation, manager);
      if (lag !== 'behind' || performance.now() > end) return lag;
      await pause(pauseMs);
    }
  }

  async #lag(generation: Generation, manager: EntityManager): Promise<Lag> {
    const values = [subscriptionOf(generation)];
    const [row] = await manager.query<{ lag: Lag }[]>(this.#statements.inlineLag, values);
    return row?.lag ?? 'behind';
  }
}
