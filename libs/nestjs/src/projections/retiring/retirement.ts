import {
  generationStatements,
  type GenerationStatements,
  type RetirementStatements,
  retirementStatements,
  type SubscriptionStore,
} from '@daybook/event-store';
import type { DataSource, EntityManager } from 'typeorm';
import { GenerationInUse } from '../read-model/generation-in-use.error.js';
import { GenerationRecords } from '../read-model/generation-records.js';
import type { GenerationRecord } from '../read-model/generation-record.js';
import { subscriptionOf } from '../read-model/generation.js';
import type { Declared } from './declared.js';
import { processesOf, processesRunning } from './living.js';
import { NothingToRetire } from './nothing-to-retire.error.js';
import type { Orphan } from './orphan.js';
import type { Orphans } from './orphans.js';
import { RetiredTables } from './retired-tables.js';
import { StillDeclared } from './still-declared.error.js';
import { StillRun } from './still-run.error.js';

/** With what is given up. */
export interface RetirementParts {
  readonly dataSource: DataSource;
  /** The store's. */
  readonly schema: string;
  readonly declared: Declared;
  readonly orphans: Pick<Orphans, 'list'>;
  readonly subscriptions: Pick<SubscriptionStore, 'processes'>;
}

/** What is given up, and on whose word. */
export interface RetireOptions {
  /** Only this version of a projection. Default: all of them. */
  readonly version?: number | undefined;
  /** For the record. */
  readonly reason: string;
  /** On whose word. */
  readonly by: string;
}

/** Something that was given up. */
export interface Retired {
  readonly name: string;
  readonly what: string;
  readonly position: number | null;
  readonly parked: number;
  readonly reason: string;
  readonly retiredBy: string;
  readonly retiredAt: Date;
}

const waitMs = 5_000;

/**
 * Gives up what no release runs any more: tables, views, checkpoint and parked events. It goes by what is on record, so that
 * the code need not be there any more. Each generation goes in one transaction, together with the word that it has gone:
 * what a process leaves behind that dies on the way is given up by the next try.
 */
export class Retirement {
  readonly #statements: RetirementStatements;
  readonly #generation: GenerationStatements;
  readonly #records: GenerationRecords;
  readonly #tables: RetiredTables;

  constructor(private readonly parts: RetirementParts) {
    this.#statements = retirementStatements(parts.schema);
    this.#generation = generationStatements(parts.schema);
    this.#records = new GenerationRecords(parts.schema);
    this.#tables = new RetiredTables(parts.dataSource, parts.schema);
  }

  /** What was given up so far, the latest first. */
  async list(): Promise<readonly Retired[]> {
    return this.parts.dataSource.query<Retired[]>(this.#statements.retirements);
  }

  /**
   * Gives up a projection, a version of it, or another reader of the log.
   *
   * @returns the names of what has gone
   * @throws StillDeclared this release has it
   * @throws StillRun a process of another one runs it
   * @throws GenerationInUse it is what people read, and other rows of the projection stay
   * @throws NothingToRetire
   * @throws ReadModelDependedOn somebody has built on a view of it
   */
  async retire(name: string, options: RetireOptions): Promise<readonly string[]> {
    const { version } = options;
    await this.#assertNotDeclared(name, version);
    const all = await this.parts.orphans.list();
    const meant = all.filter((orphan) => isMeant(orphan, name, version));
    await this.#assertNotRun(name, version, meant);
    if (meant.length === 0) {
      const others = all.map((orphan) => orphan.name);
      throw new NothingToRetire(name, version, others);
    }
    await this.#assertNobodyReads(name, meant);
    const gone: string[] = [];
    for (const orphan of meant) {
      await this.#retire(orphan, options);
      gone.push(orphan.name);
    }
    return gone;
  }

  async #assertNotDeclared(name: string, version: number | undefined): Promise<void> {
    const declared = this.parts.declared.versionOf(name);
    if (declared !== undefined && (version === undefined || version === declared)) {
      throw new StillDeclared(name, declared);
    }
    if (await this.parts.declared.reads(name)) throw new StillDeclared(name, undefined);
  }

  async #assertNotRun(name: string, version: number | undefined, meant: readonly Orphan[]): Promise<void> {
    const processes = await this.parts.subscriptions.processes();
    const records = await this.#records.list(this.parts.dataSource.manager, name);
    const versions = new Set(records.filter(({ state }) => state !== 'dropped').map((one) => one.version));
    const running = [...versions]
      .filter((one) => version === undefined || version === one)
      .flatMap((one) => processesOf(processes, { name, version: one }));
    for (const reader of [name, ...meant.map((one) => one.name)]) running.push(...processesRunning(processes, reader));
    if (running.length === 0) return;
    const names = [...new Set(running.map((process) => process.name))];
    throw new StillRun(name, names);
  }

  /** Nobody, or nobody who would be left with other rows. */
  async #assertNobodyReads(name: string, meant: readonly Orphan[]): Promise<void> {
    const shown = meant.find(({ rows }) => rows?.isShown === true)?.rows;
    if (shown == null) return;
    const records = await this.#records.list(this.parts.dataSource.manager, name);
    const going = new Set(meant.map((orphan) => orphan.name));
    const stays = records.some((one) => one.state !== 'dropped' && !going.has(subscriptionOf(one)));
    if (stays) throw new GenerationInUse(shown);
  }

  async #retire(orphan: Orphan, { reason, by }: RetireOptions): Promise<void> {
    await this.parts.dataSource.transaction('READ COMMITTED', async (manager) => {
      await manager.query(this.#generation.lockTimeout, [`${waitMs}ms`]);
      const { name, rows } = orphan;
      if (rows !== null) await this.#records.lock(manager, rows.name);
      const record = rows === null ? undefined : await this.#standing(manager, orphan);
      // Somebody else has given it up meanwhile.
      if (rows !== null && record === undefined) return;
      const what = rows === null ? orphan.kind : 'generation';
      await manager.query(this.#statements.retired, [name, what, name, reason, by]);
      await manager.query(this.#generation.forget, [name]);
      if (record === undefined) return;
      await this.#tables.drop(record, manager);
      await this.#records.move(manager, record, 'dropped', `retired: ${reason}`);
      await manager.query(this.#statements.forgetProjection, [record.name]);
    });
  }

  async #standing(manager: EntityManager, { name, rows }: Orphan): Promise<GenerationRecord | undefined> {
    const records = await this.#records.list(manager, rows?.name);
    return records.find((one) => one.state !== 'dropped' && subscriptionOf(one) === name);
  }
}

function isMeant({ name, rows }: Orphan, meant: string, version: number | undefined): boolean {
  const of = rows ?? undefined;
  if (of !== undefined) return of.name === meant && (version === undefined || of.version === version);
  const [, projection, number] = /^(.+)@(\d+)\.\d+$/.exec(name) ?? [];
  if (projection === meant) return version === undefined || version === Number(number);
  return name === meant && version === undefined;
}
