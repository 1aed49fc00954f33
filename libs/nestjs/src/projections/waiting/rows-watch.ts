import type { EventStore, SegmentPositions } from '@daybook/event-store';
import type { ProjectionDefinition } from '../projection-definition.js';
import { type Generation, subscriptionOf } from '../read-model/generation.js';
import { AwaitedStretch } from './awaited-stretch.js';
import { type Awaited, hasCome } from './has-come.js';
import { PollPauses } from './poll-pauses.js';
import type { RowsStanding, RowStandings } from './rows-standing.js';
import { Rousing } from './rousing.js';

/** What this process knows by itself of those who bring rows up to date. */
export interface ProgressHere {
  positionsOf(subscription: string): SegmentPositions | undefined;
  listen(moved: () => void): () => void;
}

/** What the rows of a projection are watched with. */
export interface RowsWatchParts {
  readonly definition: ProjectionDefinition;
  readonly store: EventStore;
  readonly standings: RowStandings;
  /** Undefined where rows are read from other servers than those that are written to: nothing is known of them here. */
  readonly here: ProgressHere | undefined;
}

interface Waiter extends Awaited {
  readonly come: () => void;
}

/** Where everything is read here, what moves is heard of; this is for a switch that others make meanwhile. */
const hereMs = 1_000;

/**
 * Watches how far the rows of one projection come, for all who wait for it at a time: it hears of what moves in this
 * process, and asks for the rest. Idle while nobody waits.
 */
export class RowsWatch {
  readonly #waiters = new Set<Waiter>();
  readonly #rousing = new Rousing();
  readonly #pauses = new PollPauses();
  readonly #stretch: AwaitedStretch;
  /** The generation that was live when it was asked last. */
  #live: Generation | undefined;
  #known: SegmentPositions | undefined;
  #watching: Promise<void> | undefined;

  constructor(private readonly parts: RowsWatchParts) {
    this.#stretch = new AwaitedStretch(parts.store, parts.definition);
  }

  /** The subscription that writes what is read; undefined before anybody has waited. */
  get subscription(): string | undefined {
    return this.#live && subscriptionOf(this.#live);
  }

  /** How far it had come when it was last seen. */
  get position(): number {
    const known = this.#here() ?? this.#known;
    return known === undefined || known.positions.size === 0 ? 0 : Math.min(...known.positions.values());
  }

  /** Answers whether it has come so far before the signal was given. */
  async wait(awaited: Awaited, signal: AbortSignal): Promise<boolean> {
    if (signal.aborted) return false;
    return new Promise((resolve) => {
      const end = (hasCome: boolean): void => {
        signal.removeEventListener('abort', giveUp);
        this.#waiters.delete(waiter);
        resolve(hasCome);
      };
      const giveUp = (): void => {
        end(false);
        this.#rousing.rouse();
      };
      const waiter: Waiter = { ...awaited, come: () => end(true) };
      signal.addEventListener('abort', giveUp);
      this.#waiters.add(waiter);
      this.#pauses.somebodyCame();
      this.#rousing.rouse();
      this.#watching ??= this.#watch();
    });
  }

  async #watch(): Promise<void> {
    const deafen = this.parts.here?.listen(() => this.#rousing.rouse());
    while (this.#waiters.size > 0) {
      const before = this.#waiters.size;
      try {
        await this.#look();
      } catch {
        // The store is away: whoever waits longer than that is told so by the time that is over.
        this.#pauses.asked();
      }
      if (this.#waiters.size < before) this.#pauses.somebodyWent();
      if (this.#waiters.size > 0) await this.#rousing.wait(this.#allHere() ? hereMs : this.#pauses.left);
    }
    deafen?.();
    this.#watching = undefined;
  }

  async #look(): Promise<void> {
    const waiting = [...this.#waiters];
    const [live, here] = [this.#live, this.#here()];
    const cameHere = new Set(here && waiting.filter((waiter) => hasCome(waiter, here)));
    const isDue = this.#allHere() ? this.#pauses.sinceAsked >= hereMs : this.#pauses.left <= 0;
    if (cameHere.size === 0 && !isDue) return;
    const standing = await this.#ask(waiting);
    if (standing === undefined) return;
    if (standing.isInline) {
      for (const waiter of waiting) if (standing.visible.has(waiter.position)) waiter.come();
      return;
    }
    // What was seen here counts if it was of the generation that is read since: a switch leads to none that is behind.
    const isSame = live !== undefined && standing.generation.generation === live.generation;
    for (const waiter of cameHere) if (isSame) waiter.come();
    await this.#byRecord(waiting, standing);
  }

  async #ask(waiting: readonly Waiter[]): Promise<RowsStanding | undefined> {
    const { standings, definition } = this.parts;
    const standing = await standings.of(definition, [...new Set(waiting.map(({ position }) => position))]);
    this.#pauses.asked();
    this.#live = standing?.generation;
    return standing;
  }

  /** Looks into the log only for those whose checkpoint has not come far enough. */
  async #byRecord(waiting: readonly Waiter[], { positions }: RowsStanding): Promise<void> {
    const known = { segments: positions.length, positions: new Map(positions.entries()) };
    this.#known = known;
    for (const waiter of waiting) if (hasCome(waiter, known)) waiter.come();
    const left = waiting.filter((waiter) => this.#waiters.has(waiter));
    if (left.length === 0 || positions.length === 0 || this.#allHere()) return;
    const furthest = Math.max(...left.map(({ position }) => position));
    const stretch = await this.#stretch.between(Math.min(...positions), furthest);
    for (const waiter of left) if (hasCome(waiter, known, stretch)) waiter.come();
  }

  #here(): SegmentPositions | undefined {
    const { subscription } = this;
    return subscription === undefined ? undefined : this.parts.here?.positionsOf(subscription);
  }

  #allHere(): boolean {
    const here = this.#here();
    return here !== undefined && here.positions.size === here.segments;
  }
}
