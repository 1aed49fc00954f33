import { type RehearsalStatements, rehearsalStatements } from '@daybook/event-store';
import type { EntityManager } from 'typeorm';
import type { Generation } from '../read-model/generation.js';
import type { Rehearsal, RehearsalFindings, RehearsalOutcome } from './rehearsal.js';

/** How a rehearsal has ended. */
export interface RehearsalEnd {
  readonly outcome: RehearsalOutcome;
  readonly reason?: string | undefined;
  readonly findings?: (RehearsalFindings & { readonly events: number }) | undefined;
}

/** The rehearsals of read models, on record beside the events that they are made from. */
export class RehearsalRecords {
  readonly #statements: RehearsalStatements;

  constructor(schema: string) {
    this.#statements = rehearsalStatements(schema);
  }

  /**
   * Of all projections, or of one, the oldest first.
   *
   * @param which the last that was `begun` of each projection, or the last that was `judged`; all if undefined
   */
  async list(manager: EntityManager, name?: string, which?: 'begun' | 'judged'): Promise<readonly Rehearsal[]> {
    return manager.query<Rehearsal[]>(this.#statements.list, [name ?? null, which ?? null]);
  }

  async begin(
    manager: EntityManager,
    { name, version, generation }: Generation,
    dueAt: Date | undefined,
    sample: number | undefined,
  ): Promise<void> {
    await manager.query(this.#statements.begin, [name, version, generation, dueAt ?? null, sample ?? null]);
  }

  /** It has come to where the live one is, now or before. */
  async built(manager: EntityManager, { name, version, generation }: Generation): Promise<void> {
    await manager.query(this.#statements.built, [name, version, generation]);
  }

  /** False if it has ended before: the first word counts. */
  async end(
    manager: EntityManager,
    { name, version, generation }: Generation,
    { outcome, reason, findings }: RehearsalEnd,
  ): Promise<boolean> {
    const { position, events, keysOfLog, differingFromLog, rowsRead, differingFromRead, waiting, differences } =
      findings ?? { ...nothing, differences: [] };
    const found = [position, events, keysOfLog, differingFromLog, rowsRead, differingFromRead, waiting];
    // Of a statement that changes rows TypeORM answers how many there were, too.
    const [ended] = await manager.query<readonly [object[], number]>(this.#statements.end, [
      ...[name, version, generation, outcome, reason ?? null, ...found],
      findings === undefined ? null : JSON.stringify(differences),
    ]);
    return ended.length > 0;
  }

  /** Puts on record since when the times of a projection count, if it is new; answers up to where they are used up. */
  async knowTime(manager: EntityManager, name: string, since: Date): Promise<Date> {
    const known = await manager.query<{ readonly dueAt: Date }[]>(this.#statements.knowTime, [name, since]);
    return known[0]?.dueAt ?? since;
  }

  /** Uses up a time; false if somebody has. */
  async useTime(manager: EntityManager, name: string, dueAt: Date): Promise<boolean> {
    const [used] = await manager.query<readonly [object[], number]>(this.#statements.useTime, [name, dueAt]);
    return used.length > 0;
  }
}

const nothing = {
  position: null,
  events: null,
  keysOfLog: null,
  differingFromLog: null,
  rowsRead: null,
  differingFromRead: null,
  waiting: null,
};
