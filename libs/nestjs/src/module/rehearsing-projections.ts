import type { Clock } from '@daybook/domain';
import type { PostgresEventStore } from '@daybook/event-store';
import { Logger, type OnModuleDestroy } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { ProjectionRegistry } from '../projections/projection-registry.js';
import type { GenerationRecord } from '../projections/read-model/generation-record.js';
import type { GenerationTables } from '../projections/read-model/generation-tables.js';
import { GenerationComparison } from '../projections/rebuilding/generation-comparison.js';
import { ReadPosition } from '../projections/rehearsing/read-position.js';
import { RehearsalComparison } from '../projections/rehearsing/rehearsal-comparison.js';
import { RehearsalConclusion } from '../projections/rehearsing/rehearsal-conclusion.js';
import type { RehearsalNotice } from '../projections/rehearsing/rehearsal-notice.js';
import { RehearsalSchedule } from '../projections/rehearsing/rehearsal-schedule.js';
import { RehearsalTender } from '../projections/rehearsing/rehearsal-tender.js';
import { RehearsalWatch } from '../projections/rehearsing/rehearsal-watch.js';
import type { Rehearsals } from '../projections/rehearsing/rehearsals.js';
import type { DaybookAlarms } from '../telemetry/daybook-alarms.js';
import { RehearsalAlarms } from '../telemetry/rehearsal-alarms.js';
import type { ProjectionConsumers } from './projection-consumers.js';
import { rehearsalNoticeInWords } from './rehearsal-notice-in-words.js';
import type { SubscriptionLoops } from './subscription-loops.js';

/** With what projections are rehearsed. */
export interface RehearsingProjectionsParts {
  readonly store: PostgresEventStore;
  readonly dataSource: DataSource;
  readonly schema: string;
  readonly clock: Clock;
  readonly projections: ProjectionRegistry;
  readonly tables: GenerationTables;
  readonly consumers: ProjectionConsumers;
  readonly loops: SubscriptionLoops;
  readonly rehearsals: Rehearsals;
  readonly alarms: DaybookAlarms;
  /** One that does not move for so long has failed, in milliseconds. */
  readonly stalledMs: number;
}

const alarmsEveryMs = 5_000;

/** Has a process that runs projections begin rehearsals when it is time, and bring them to their end. */
export class RehearsingProjections implements OnModuleDestroy {
  readonly #logger = new Logger('Daybook');
  readonly #ending = new AbortController();
  readonly #watch: RehearsalWatch;
  #look: Promise<void> | undefined;
  #isTroubled = false;

  constructor({ store, dataSource, schema, projections, ...parts }: RehearsingProjectionsParts) {
    const { tables, consumers, loops, rehearsals, alarms } = parts;
    const { subscriptions } = store;
    const onNotice = (notice: RehearsalNotice): void => this.#hear(notice);
    const comparison = new RehearsalComparison({
      ...{ store, dataSource, schema },
      comparison: new GenerationComparison({ store, schema, tables }),
      consumerOf: (projection, generation) => consumers.consumerOf(projection, generation),
    });
    const tender = new RehearsalTender({
      ...{ dataSource, schema, projections, subscriptions, comparison, onNotice },
      runner: loops.runner,
      position: new ReadPosition(store, schema),
      conclusion: new RehearsalConclusion({ dataSource, schema, tables, subscriptions }),
      signal: this.#ending.signal,
      stalledMs: parts.stalledMs,
    });
    const schedule = new RehearsalSchedule({ clock: parts.clock, projections, rehearsals, onNotice });
    const told = new RehearsalAlarms({
      alarms,
      judged: async () =>
        (await rehearsals.list(undefined, 'judged')).filter(({ name }) => projections.find(name) !== undefined),
      processes: () => subscriptions.processes(),
      process: loops.runner.id,
    });
    this.#watch = new RehearsalWatch({ tender, schedule, alarmsEveryMs, tellAlarms: () => told.look() });
  }

  /** Told which generations there are, again and again. Never throws; one look after the other. */
  see(records: readonly GenerationRecord[]): void {
    if (this.#ending.signal.aborted || this.#look !== undefined) return;
    this.#look = this.#watch
      .look(records)
      .then(() => void (this.#isTroubled = false))
      .catch((error: unknown) => this.#trouble(error))
      .finally(() => (this.#look = undefined));
  }

  async onModuleDestroy(): Promise<void> {
    this.#ending.abort(new Error('The process is shutting down.'));
    await this.#look;
    await this.#watch.ended();
  }

  #hear(notice: RehearsalNotice): void {
    const { level, text } = rehearsalNoticeInWords(notice);
    this.#logger[level](text);
    if (notice.word === 'ended') this.#watch.hasEnded();
  }

  #trouble(error: unknown): void {
    if (!this.#isTroubled && !this.#ending.signal.aborted) {
      this.#logger.warn(`Rehearsals could not be looked after, and that is tried again. ${String(error)}`);
    }
    this.#isTroubled = true;
  }
}
