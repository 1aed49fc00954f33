import { isKey, type EventStore } from '@daybook/event-store';
import { ProjectionNotProvided } from '../asking/projection-not-provided.error.js';
import { headReaching } from '../asking/head-reaching.js';
import { type ProjectionDefinition, projectionDefinitionOf } from '../projection-definition.js';
import type { ProjectionRegistry } from '../projection-registry.js';
import { subscriptionOf } from '../read-model/generation.js';
import { AwaitedStretch } from './awaited-stretch.js';
import { type Awaited, hasCome } from './has-come.js';
import { InvalidWait } from './invalid-wait.error.js';
import { KeyParked } from './key-parked.error.js';
import type { NextRuns } from './next-runs.js';
import { ProjectionBehind } from './projection-behind.error.js';
import { ProjectionRunsLater } from './projection-runs-later.error.js';
import { type ProgressHere, RowsWatch } from './rows-watch.js';
import type { RowStandings } from './rows-standing.js';

/** Options of `ReadYourWrites.waitFor`. */
export interface WaitForOptions {
  /** Only the rows of this key need to be so far. If an event of it is parked, that is said at once. Default: all keys. */
  readonly key?: string | undefined;
  /** How long is waited at most, in milliseconds. Default: `waiting.timeoutMs` of the module, which is 5,000. */
  readonly timeoutMs?: number | undefined;
}

/** What waits are made with. */
export interface ReadYourWritesParts {
  readonly projections: ProjectionRegistry;
  readonly store: EventStore;
  readonly standings: RowStandings;
  /** Undefined where rows are read from replicas. */
  readonly here: ProgressHere | undefined;
  /** When rows go on that are brought up to date at certain times. Default: nobody knows. */
  readonly nextRuns?: Pick<NextRuns, 'isUnderWayTo' | 'next'> | undefined;
  readonly timeoutMs: number;
}

const longestMs = 2_147_483_647;
/** For an answer that is late already. */
const lagWithinMs = 1_000;

/**
 * Lets a reader see what was written: it waits until the rows of a projection have come to a position, that of an append.
 *
 * Where this process writes the rows, it hears of it at once; otherwise the checkpoint is asked for every 5 to 50 ms, once
 * for all who wait for the same projection. A projection that appends write themselves is as far as the log already; one
 * that is folded when it is asked needs only what is in flight below the position to be committed. One that is brought up to
 * date at certain times is waited for while a run is under way; else the answer is given at once.
 *
 * @example
 * const { position } = await this.accounts.update(accountId, (account) => account.deposit(100));
 * await this.readYourWrites.waitFor(AccountBalances, position, { key: accountId });
 */
export class ReadYourWrites {
  readonly #watches = new Map<string, RowsWatch>();

  constructor(private readonly parts: ReadYourWritesParts) {}

  /**
   * Answers when everything up to a position is in the rows of a projection that readers see.
   *
   * @param projection its class, or its name
   * @throws ProjectionBehind the time is over; says how far it is
   * @throws KeyParked an event of the key is parked, up to the position, so that waiting does not help
   * @throws ProjectionRunsLater at once: it is a scheduled one, which has not come so far and is not on its way there
   * @throws InvalidWait, ProjectionMissing, ProjectionNotProvided
   */
  async waitFor(projection: object | string, position: number, options: WaitForOptions = {}): Promise<void> {
    const { key, timeoutMs = this.parts.timeoutMs } = options;
    if (!Number.isSafeInteger(position) || position < 0) throw new InvalidWait('position', position, 'a position');
    if (key !== undefined && !isKey(key)) throw new InvalidWait('key', key, 'a string of 1 to 512 characters');
    if (!Number.isInteger(timeoutMs) || timeoutMs < 0 || timeoutMs > longestMs) {
      throw new InvalidWait('timeoutMs', timeoutMs, `a whole number from 0 to ${longestMs}`);
    }
    const definition = this.#definitionOf(projection);
    const { mode } = definition;
    if (mode === 'on-demand') await this.#forLog(definition, position, timeoutMs);
    else if (typeof mode === 'object') await this.#forRun(definition, mode.scheduled, { position, key }, timeoutMs);
    else await this.#forRows(definition, position, key, timeoutMs);
  }

  /** Between its runs nobody waits: the next one may be tomorrow. */
  async #forRun(
    definition: ProjectionDefinition,
    expression: string,
    { position, key }: Awaited,
    timeoutMs: number,
  ): Promise<void> {
    const { store, standings, nextRuns } = this.parts;
    const { name } = definition;
    // Whether one is under way first: what it has done till it ended is seen below.
    const asked = await standings.of(definition, [position]);
    const subscription = asked && subscriptionOf(asked.generation);
    if (subscription !== undefined && (await nextRuns?.isUnderWayTo(subscription, position))) {
      return this.#forRows(definition, position, key, timeoutMs);
    }
    const positions = (await standings.of(definition, [position]))?.positions ?? [];
    const known = { segments: positions.length, positions: new Map(positions.entries()) };
    const stretch = () => new AwaitedStretch(store, definition).between(Math.min(...positions), position);
    const hasRows =
      hasCome({ position, key }, known) || (known.segments > 0 && hasCome({ position, key }, known, await stretch()));
    await this.#assertNotParked(definition, subscription, position, key);
    if (hasRows) return;
    const at = positions.length === 0 ? 0 : Math.min(...positions);
    throw new ProjectionRunsLater(name, position, at, nextRuns?.next(expression));
  }

  async #forLog({ name }: ProjectionDefinition, position: number, timeoutMs: number): Promise<void> {
    const began = performance.now();
    const at = await headReaching(this.parts.store, position, timeoutMs);
    if (at >= position) return;
    const waitedMs = performance.now() - began;
    throw new ProjectionBehind({ projection: name, position, at, behindEvents: undefined, waitedMs });
  }

  async #forRows(
    definition: ProjectionDefinition,
    position: number,
    key: string | undefined,
    timeoutMs: number,
  ): Promise<void> {
    const began = performance.now();
    const watch = this.#watchOf(definition);
    const timeIsOver = new AbortController();
    const timer = setTimeout(() => timeIsOver.abort(), timeoutMs);
    try {
      // What was parked before is known at once, and what is parked on the way when it is passed.
      await this.#assertNotParked(definition, watch.subscription, position, key);
      const isThere = await watch.wait({ position, key }, timeIsOver.signal);
      await this.#assertNotParked(definition, watch.subscription, position, key);
      if (!isThere) throw await this.#behind(definition, watch, position, began);
    } finally {
      clearTimeout(timer);
    }
  }

  async #assertNotParked(
    { name }: ProjectionDefinition,
    subscription: string | undefined,
    position: number,
    key: string | undefined,
  ): Promise<void> {
    if (key === undefined || subscription === undefined) return;
    const [first] = await this.parts.store.subscriptions.parked(subscription, { key, limit: 1 });
    if (first !== undefined && first.position <= position) throw new KeyParked(name, key, first.position, position);
  }

  async #behind(
    { name }: ProjectionDefinition,
    watch: RowsWatch,
    position: number,
    began: number,
  ): Promise<ProjectionBehind> {
    const waitedMs = performance.now() - began;
    const behindEvents = await this.#lagOf(watch.subscription);
    return new ProjectionBehind({ projection: name, position, at: watch.position, behindEvents, waitedMs });
  }

  /** Undefined where the store is too slow to say. */
  async #lagOf(subscription: string | undefined): Promise<number | undefined> {
    if (subscription === undefined) return undefined;
    const status = this.parts.store.subscriptions.status(subscription).catch(() => []);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<readonly []>((resolve) => (timer = setTimeout(() => resolve([]), lagWithinMs)));
    const [found] = await Promise.race([status, late]);
    clearTimeout(timer);
    return found?.lagEvents;
  }

  #watchOf(definition: ProjectionDefinition): RowsWatch {
    const { store, standings, here } = this.parts;
    const watch = this.#watches.get(definition.name) ?? new RowsWatch({ definition, store, standings, here });
    this.#watches.set(definition.name, watch);
    return watch;
  }

  #definitionOf(projection: object | string): ProjectionDefinition {
    const { projections } = this.parts;
    if (typeof projection === 'string') {
      const found = projections.find(projection);
      if (found === undefined) throw new ProjectionNotProvided(projection, projection);
      return found.definition;
    }
    const definition = projectionDefinitionOf(projection);
    if (projections.find(definition.name)?.definition.projection !== projection) {
      throw new ProjectionNotProvided(projection, definition.name);
    }
    return definition;
  }
}
