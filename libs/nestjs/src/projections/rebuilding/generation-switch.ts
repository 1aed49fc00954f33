import { generationStatements, type GenerationStatements, type PostgresEventStore } from '@daybook/event-store';
import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource, EntityManager } from 'typeorm';
import type { ProjectionDefinition } from '../projection-definition.js';
import type { GenerationRecord } from '../read-model/generation-record.js';
import { GenerationRecords } from '../read-model/generation-records.js';
import type { GenerationTables } from '../read-model/generation-tables.js';
import { type Generation, subscriptionOf } from '../read-model/generation.js';
import { isRehearsal } from '../rehearsing/rehearsal.js';
import { storedTypesOf } from '../inline/stored-types-of.js';
import { projectionSubscription } from '../running/projection-subscription.js';
import { type GenerationCheckpoint, GenerationCheckpoints } from './generation-checkpoints.js';
import { isWorthAnotherTry, type Obstacle, refusalOf } from './switch-obstacle.js';
import { SwitchBlocked } from './switch-blocked.error.js';

/** With what generations are switched. */
export interface GenerationSwitchParts {
  readonly store: Pick<PostgresEventStore, 'transactions' | 'readable'>;
  readonly dataSource: DataSource;
  /** The store's. */
  readonly schema: string;
  readonly tables: GenerationTables;
}

/** How patient a switch is. */
export interface GenerationSwitchOptions {
  /** How often it is tried. Default 20. */
  readonly attempts?: number | undefined;
  /** For how long a generation may take to come up to the one that is read, in milliseconds. Default 10,000. */
  readonly approachMs?: number | undefined;
  /** For how long the one that is read is held where it is meanwhile, in milliseconds. Default 2,000. */
  readonly holdMs?: number | undefined;
}

/** How far a generation must have come. */
interface Reach {
  readonly generation: Generation;
  /** How long that is waited for. */
  readonly until: number;
  /** How many events may be missing. */
  readonly tolerated: number;
}

/** So many events are applied while the one that is read is held. */
const near = 1_000;
const lookAgainMs = 10;
const timeLimit = 15_000;

/**
 * Leads readers from one generation to another, in one transaction that holds the checkpoints of both: the new one must
 * have come as far as the old one, so that no reader sees less than he saw. A way back is the same the other way round.
 *
 * Under load the old one is always a little ahead; it is held for the moment that the new one needs to pass it. Where
 * appends write the rows themselves, those that concern the projection wait instead, and go on in the new generation.
 */
export class GenerationSwitch {
  readonly #statements: GenerationStatements;
  readonly #records: GenerationRecords;
  readonly #checkpoints: GenerationCheckpoints;
  readonly #attempts: number;
  readonly #approachMs: number;
  readonly #holdMs: number;

  constructor(
    private readonly parts: GenerationSwitchParts,
    { attempts = 20, approachMs = 10_000, holdMs = 2_000 }: GenerationSwitchOptions = {},
  ) {
    this.#statements = generationStatements(parts.schema);
    this.#records = new GenerationRecords(parts.schema);
    this.#checkpoints = new GenerationCheckpoints(parts.schema);
    [this.#attempts, this.#approachMs, this.#holdMs] = [attempts, approachMs, holdMs];
  }

  /**
   * Lets readers see a generation. Does nothing if they do.
   *
   * @throws NoSuchGeneration
   * @throws SwitchBlocked it has not come as far as the one that is read, or an open transaction holds that one
   */
  async to(definition: ProjectionDefinition, generation: Generation): Promise<void> {
    const until = performance.now() + this.#approachMs;
    for (let attempt = 1; ; attempt++) {
      const obstacle = await this.#attempt(definition, generation, until);
      if (obstacle === undefined) return;
      if (!isWorthAnotherTry(obstacle) || attempt >= this.#attempts) {
        throw new SwitchBlocked(generation, obstacle.word, obstacle.finding, obstacle.cause);
      }
      await pause(Math.min(1_000, 20 * 2 ** attempt));
    }
  }

  async #attempt(
    definition: ProjectionDefinition,
    generation: Generation,
    until: number,
  ): Promise<Obstacle | undefined> {
    const { manager } = this.parts.dataSource;
    // First without holding anybody up, so that only the last few events are waited for.
    const approached = await this.#reached(manager, { generation, until, tolerated: near });
    if (approached !== undefined) return approached;
    let found: Obstacle | undefined;
    try {
      await this.parts.store.transactions.run(
        async (held) => {
          found = await this.#switch(held, definition, generation);
          if (found !== undefined) throw new NotNow();
        },
        { timeLimit },
      );
      return undefined;
    } catch (error) {
      return found ?? refusalOf(error);
    }
  }

  async #switch(
    manager: EntityManager,
    definition: ProjectionDefinition,
    generation: Generation,
  ): Promise<Obstacle | undefined> {
    await manager.query(this.#statements.lockTimeout, [`${this.#holdMs}ms`]);
    await this.#records.lock(manager, generation.name);
    const target = await this.#records.get(manager, generation);
    if (target.shown) return undefined;
    const rivals = await this.#rivalsOf(manager, target);
    const inline = rivals.filter(({ isInline }) => isInline);
    if (inline.length > 0) await manager.query(this.#statements.inlineLockAlone, [generation.name]);
    if (!(await this.#checkpoints.hold(manager, rivals))) return divided;
    const until = performance.now() + this.#holdMs;
    const behind = await this.#reached(manager, { generation, until, tolerated: 0 });
    if (behind !== undefined) return behind;
    if (!(await this.#checkpoints.hold(manager, [generation]))) return divided;
    const stored = await this.#storedTypes(manager, definition, generation);
    for (const rival of inline) await this.#endInline(manager, definition, rival, stored);
    await this.parts.tables.switchTo(generation, manager);
    // Only between generations of one version: appends of another one know nothing of this one's rows.
    const isKnown = inline.some(({ version }) => version === generation.version);
    if (isKnown && definition.mode === 'inline') await this.#beginInline(manager, definition, generation, stored);
    return undefined;
  }

  /** Waits until a generation has applied what those who are read have applied. Answers what is in the way. */
  async #reached(manager: EntityManager, { generation, until, tolerated }: Reach): Promise<Obstacle | undefined> {
    const target = await this.#records.get(manager, generation);
    if (target.shown) return undefined;
    if (isRehearsal(target))
      return { word: 'rehearsal', finding: 'it was made in rehearsal, to be compared and dropped' };
    if (!switchable.has(target.state)) return { word: 'ended', finding: `it is ${target.state}` };
    for (;;) {
      const obstacle = await this.#obstacle(manager, target, tolerated);
      if (obstacle === undefined || !isWorthAnotherTry(obstacle) || performance.now() > until) return obstacle;
      await pause(lookAgainMs);
    }
  }

  async #obstacle(manager: EntityManager, target: GenerationRecord, tolerated: number): Promise<Obstacle | undefined> {
    const own = await this.#checkpoints.of(manager, target);
    if (own === undefined) return { word: 'behind', finding: 'nothing was ever applied to it' };
    if (own.stoppedFor !== null) return { word: 'parked', finding: `it has stopped: ${own.stoppedFor}` };
    const rivals = await this.#rivalsOf(manager, target);
    const waiting = new Set<string>();
    for (const rival of rivals) {
      const theirs = await this.#checkpoints.of(manager, rival);
      for (const key of theirs?.parkedKeys ?? []) waiting.add(key);
      const to = rival.isInline ? Number.MAX_SAFE_INTEGER : (theirs?.most ?? 0);
      // Positions alone would have it wait for the next sign of life where nothing has come that it wants.
      const missing = await this.missing(manager, own, to, tolerated + 1);
      if (missing > tolerated) {
        const finding = `of what "${subscriptionOf(rival)}" shows, ${missing} events or more were not applied to it`;
        return { word: 'behind', finding };
      }
    }
    const left = own.parkedKeys.filter((key) => !waiting.has(key));
    if (left.length === 0) return undefined;
    return { word: 'parked', finding: `it lacks what is parked for ${left.length} keys, "${left[0]}" among them` };
  }

  /**
   * How many events a generation has not applied, up to a position; by what its subscription reads: a process of an earlier
   * release may append by a name that the projection itself has forgotten, and one of a later release by another.
   */
  protected async missing(
    manager: EntityManager,
    own: GenerationCheckpoint,
    to: number,
    atMost: number,
  ): Promise<number> {
    return this.#checkpoints.wanted(manager, own, own.least, to, atMost);
  }

  /** Those that readers would leave: of the version, and of the projection. */
  async #rivalsOf(manager: EntityManager, target: GenerationRecord): Promise<readonly GenerationRecord[]> {
    const records = await this.#records.list(manager, target.name);
    return records.filter(
      (one) =>
        one.state === 'live' &&
        (one.shown || one.version === target.version) &&
        subscriptionOf(one) !== subscriptionOf(target),
    );
  }

  /** The types under which what a projection takes may be stored, those included that other releases alone know. */
  async #storedTypes(
    manager: EntityManager,
    definition: ProjectionDefinition,
    generation: Generation,
  ): Promise<readonly string[]> {
    const own = await this.#checkpoints.of(manager, generation);
    return [...new Set([...storedTypesOf(this.parts.store, definition), ...(own?.types ?? [])])];
  }

  async #endInline(
    manager: EntityManager,
    definition: ProjectionDefinition,
    rival: GenerationRecord,
    types: readonly string[],
  ): Promise<void> {
    const { name, kind, categories, segments } = projectionSubscription(definition, rival);
    const wanted = JSON.stringify({ name, kind, types, categories, segments });
    await manager.query(this.#statements.endInline, [rival.name, rival.version, rival.generation, wanted]);
  }

  async #beginInline(
    manager: EntityManager,
    { categories }: ProjectionDefinition,
    generation: Generation,
    types: readonly string[],
  ): Promise<void> {
    const { name, version, generation: number } = generation;
    await manager.query(this.#statements.guardInline, [name, version, number, types, categories ?? null]);
    await manager.query(this.#statements.beginInline, [name, version, number, subscriptionOf(generation)]);
  }
}

const switchable: ReadonlySet<string> = new Set(['building', 'live', 'following']);
const divided: Obstacle = { word: 'behind', finding: 'its keys, or those of the one that is read, are divided anew' };

/** Ends the transaction of an attempt that has found an obstacle. */
class NotNow extends Error {}
