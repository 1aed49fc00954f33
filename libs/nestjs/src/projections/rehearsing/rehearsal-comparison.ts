import type { Consumer, PostgresEventStore } from '@daybook/event-store';
import type { DataSource, EntityManager } from 'typeorm';
import type { RegisteredProjection } from '../projection-registry.js';
import type { GenerationRecord } from '../read-model/generation-record.js';
import type { Generation } from '../read-model/generation.js';
import type { GenerationComparison } from '../rebuilding/generation-comparison.js';
import type { VerificationReport } from '../verifying/verification-report.js';
import { bringLevel } from './brought-level.js';
import { NotLevel } from './not-level.error.js';
import type { RehearsalDifference, RehearsalFindings } from './rehearsal.js';
import { compareRows } from './row-comparison.js';
import { type StandingAt, standingAt } from './standing-at.js';

/** With what rehearsals are compared. */
export interface RehearsalComparisonParts {
  readonly store: PostgresEventStore;
  readonly dataSource: DataSource;
  /** The store's. */
  readonly schema: string;
  /** With the log. */
  readonly comparison: Pick<GenerationComparison, 'of'>;
  readonly consumerOf: (projection: RegisteredProjection, generation: Generation) => Consumer;
}

/** What is compared. */
export interface RehearsedPair {
  readonly rehearsed: GenerationRecord;
  /** The generation of the same version that is read. */
  readonly read: GenerationRecord;
}

/** How much, and until when. */
export interface RehearsalComparisonOptions {
  /** So many keys at random; all if undefined. */
  readonly sample: number | undefined;
  readonly signal: AbortSignal;
}

const timeLimit = 600_000;
const mostReported = 100;

/**
 * Compares what was made in rehearsal with the log, and with what is read at the same position: would a recovery give what
 * people read today? The latter in the database, row by row, so that it goes for what handlers write, too.
 */
export class RehearsalComparison {
  constructor(private readonly parts: RehearsalComparisonParts) {}

  /** @throws NotLevel, and what `verifyProjection` throws */
  async of(
    projection: RegisteredProjection,
    pair: RehearsedPair,
    options: RehearsalComparisonOptions,
  ): Promise<RehearsalFindings> {
    const report = await this.parts.comparison.of(projection, pair.rehearsed, options);
    const read = await this.#withRead(projection, pair, options);
    const table = this.#tableOf(projection);
    return {
      ...read,
      keysOfLog: report?.keys ?? null,
      differingFromLog: report?.differing ?? null,
      differences: [...fromLog(report, table), ...read.differences],
    };
  }

  async #withRead(
    projection: RegisteredProjection,
    pair: RehearsedPair,
    options: RehearsalComparisonOptions,
  ): Promise<Omit<RehearsalFindings, 'keysOfLog' | 'differingFromLog'>> {
    const { store } = this.parts;
    const head = await store.head();
    try {
      await store.transactions.run(
        async (manager) => {
          throw new Compared(await this.#inSnapshot(projection, pair, options, manager, head));
        },
        { isolation: 'REPEATABLE READ', timeLimit },
      );
    } catch (error) {
      if (error instanceof Compared) return error.findings;
      throw error;
    }
    throw new TypeError('A comparison is never committed.');
  }

  async #inSnapshot(
    projection: RegisteredProjection,
    { rehearsed, read }: RehearsedPair,
    { sample, signal }: RehearsalComparisonOptions,
    manager: EntityManager,
    head: number,
  ): Promise<Omit<RehearsalFindings, 'keysOfLog' | 'differingFromLog'>> {
    const { store, dataSource, schema, consumerOf } = this.parts;
    const { definition } = projection;
    const made = await standingAt(manager, schema, rehearsed, 0);
    const seen = await standingAt(manager, schema, read, head);
    const { waiting, unfoldable } = parkedIn(made, seen);
    if (projection.kind === 'handler' && seen.parked.size > 0) {
      const finding = `${seen.parked.size} keys of it wait behind parked events, and of what handlers write nobody knows which rows those are`;
      throw new NotLevel(definition.name, finding);
    }
    const consumer = consumerOf(projection, rehearsed);
    await bringLevel({ store, definition, consumer, rehearsed: made, read: seen, signal }, manager);
    const differences = unfoldable.map((key) => ({ key, kind: 'unfoldable' as const, fields: [] }));
    const found = { rows: unfoldable.length, differing: unfoldable.length };
    const all: RehearsalDifference[] = differences.map((one) => ({
      ...one,
      from: 'read',
      table: this.#tableOf(projection),
    }));
    const without = projection.kind === 'fold' ? [...waiting, ...unfoldable] : [];
    for (const readModel of definition.readModels) {
      const tables = { readModel, version: read.version, read: read.schema, rehearsed: rehearsed.schema };
      const counted = await compareRows(dataSource, manager, tables, { sample, without });
      found.rows += counted.rows;
      found.differing += counted.differing;
      const table = dataSource.getMetadata(readModel).tableName;
      all.push(...counted.differences.map((one) => ({ ...one, from: 'read' as const, table })));
    }
    return {
      position: seen.position,
      rowsRead: found.rows,
      differingFromRead: found.differing,
      waiting: waiting.length,
      differences: all.slice(0, mostReported),
    };
  }

  #tableOf({ definition: { readModels } }: RegisteredProjection): string {
    return this.parts.dataSource.getMetadata(readModels[0]).tableName;
  }
}

/** What is behind in what is read, or was left out there as well; and what is parked in the rehearsal alone. */
function parkedIn(
  made: StandingAt,
  seen: StandingAt,
): { readonly waiting: readonly string[]; readonly unfoldable: readonly string[] } {
  const isExcused = (key: string): boolean => seen.parked.has(key) || seen.dropped.has(key);
  const parked = [...made.parked];
  return {
    waiting: [...new Set([...seen.parked, ...parked.filter(isExcused)])],
    unfoldable: parked.filter((key) => !isExcused(key)).sort(),
  };
}

function fromLog(report: VerificationReport | undefined, table: string): readonly RehearsalDifference[] {
  return (report?.differences ?? []).slice(0, mostReported).map(({ key, kind, fields }) => ({
    ...{ from: 'log' as const, table, key, kind },
    fields: kind === 'altered' ? fields.map(({ field }) => field) : [],
  }));
}

/** Takes the findings out of a transaction in which nothing is to stay. */
class Compared extends Error {
  constructor(readonly findings: Omit<RehearsalFindings, 'keysOfLog' | 'differingFromLog'>) {
    super('Nothing is kept.');
  }
}
