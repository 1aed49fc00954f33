import { type ScheduledRunStatements, scheduledRunStatements } from '@daybook/event-store';
import type { DataSource } from 'typeorm';
import type { ScheduledRun } from './scheduled-run.js';
import { type RunEnd, ScheduledRuns, type RunToBegin } from './scheduled-runs.js';

/** Beside the checkpoints, in the schema of the log. */
export class PostgresScheduledRuns extends ScheduledRuns {
  readonly #statements: ScheduledRunStatements;

  constructor(
    private readonly dataSource: DataSource,
    schema: string,
  ) {
    super();
    this.#statements = scheduledRunStatements(schema);
  }

  override async list(subscription?: string): Promise<readonly ScheduledRun[]> {
    return this.dataSource.query<ScheduledRun[]>(this.#statements.list, [subscription ?? null]);
  }

  override async know(subscription: string, since: Date): Promise<ScheduledRun> {
    await this.dataSource.query(this.#statements.know, [subscription, since]);
    const [run] = await this.list(subscription);
    if (run === undefined) throw new Error(`There is no subscription "${subscription}" any more.`);
    return run;
  }

  override async begin({ subscription, dueAt, owner, at, upTo }: RunToBegin): Promise<ScheduledRun | undefined> {
    return this.#changed(this.#statements.begin, [subscription, dueAt, owner, at, upTo]);
  }

  override async takeOver(subscription: string, owner: string): Promise<ScheduledRun | undefined> {
    return this.#changed(this.#statements.takeOver, [subscription, owner]);
  }

  override async end({ subscription, owner, at, error }: RunEnd): Promise<ScheduledRun | undefined> {
    return this.#changed(this.#statements.end, [subscription, owner, at, error ?? null]);
  }

  async #changed(statement: string, values: readonly unknown[]): Promise<ScheduledRun | undefined> {
    // Of a statement that changes rows TypeORM answers how many there were, too.
    const [rows] = await this.dataSource.query<readonly [ScheduledRun[], number]>(statement, [...values]);
    return rows[0];
  }
}
