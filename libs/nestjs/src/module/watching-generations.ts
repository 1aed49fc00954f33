import type { EventStore } from '@daybook/event-store';
import { Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { ProjectionRegistry } from '../projections/projection-registry.js';
import type { GenerationTables } from '../projections/read-model/generation-tables.js';
import type { GenerationRecord } from '../projections/read-model/generation-record.js';
import { subscriptionOf } from '../projections/read-model/generation.js';
import type { BuildCompletion } from '../projections/rebuilding/build-completion.js';
import type { BuildNotice } from '../projections/rebuilding/build-notice.js';
import { BuildTender } from '../projections/rebuilding/build-tender.js';
import { GenerationWatch } from '../projections/rebuilding/generation-watch.js';
import { KeptConsumers } from '../projections/rebuilding/kept-consumers.js';
import { buildStalledMs } from '../projections/rebuilding/progress-watch.js';
import type { BuildStalls } from '../telemetry/build-stalls.js';
import type { AlarmWatching } from './alarm-watching.js';
import { buildNoticeInWords } from './build-notice-in-words.js';
import type { ProjectionConsumers } from './projection-consumers.js';
import type { RehearsingProjections } from './rehearsing-projections.js';
import type { RunningLoops } from './running-loops.js';
import type { SubscriptionLoops } from './subscription-loops.js';

/** With what generations are watched. */
export interface WatchingGenerationsParts {
  readonly store: EventStore;
  readonly projections: ProjectionRegistry;
  readonly consumers: ProjectionConsumers;
  readonly loops: SubscriptionLoops;
  readonly running: RunningLoops;
  /** Undefined where rows are kept in memory, as is the next. */
  readonly tables: GenerationTables | undefined;
  readonly completion: BuildCompletion | undefined;
  readonly alarms: Pick<AlarmWatching, 'lookSoon'>;
  readonly stalls: Pick<BuildStalls, 'delayed' | 'moved'>;
  /** Undefined where nothing is rehearsed. */
  readonly rehearsing: Pick<RehearsingProjections, 'see'> | undefined;
}

const everyMs = 1_000;

/**
 * Has a process that runs projections see every second which generations there are, so that a rebuild that was asked for
 * anywhere is worked on, and brought to its end.
 */
export class WatchingGenerations implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger('Daybook');
  readonly #ending = new AbortController();
  #watch: GenerationWatch | undefined;
  #seen = '';

  constructor(private readonly parts: WatchingGenerationsParts) {}

  onApplicationBootstrap(): void {
    const { tables, completion, running } = this.parts;
    if (tables === undefined || completion === undefined || !running.runs('projections')) return;
    const { store, projections, consumers, loops } = this.parts;
    this.#watch = new GenerationWatch({
      tables,
      everyMs,
      consumers: new KeptConsumers({
        projections,
        runner: loops.runner,
        drive: () => loops.drive(),
        consumerOf: (projection, generation) => consumers.consumerOf(projection, generation),
      }),
      tender: new BuildTender({
        ...{ projections, completion, stalledMs: buildStalledMs },
        runner: loops.runner,
        subscriptions: store.subscriptions,
        signal: this.#ending.signal,
        onNotice: (notice) => this.#hear(notice),
      }),
      onSeen: (records) => {
        this.#see(records);
        this.parts.rehearsing?.see(records);
      },
      mayLook: () => loops.hasStarted && !loops.hasEnded,
      onTrouble: (reason) =>
        this.#logger.warn(`It cannot be seen which read models are to be kept, and that is tried again: ${reason}`),
    });
    this.#watch.start();
  }

  async onModuleDestroy(): Promise<void> {
    this.#ending.abort(new Error('The process is shutting down.'));
    await this.#watch?.stop();
  }

  /** What has become of a build is told by what is on record: whoever was at it may have died before he could tell. */
  #see(records: readonly GenerationRecord[]): void {
    const builds = records.filter(({ state }) => state === 'building' || state === 'failed' || state === 'cancelled');
    const seen = builds.map((one) => `${subscriptionOf(one)} ${one.state}`).join();
    if (seen !== '' && seen !== this.#seen) this.parts.alarms.lookSoon();
    this.#seen = seen;
  }

  #hear(notice: BuildNotice): void {
    const name = subscriptionOf(notice.generation);
    if (notice.word === 'switch-delayed') this.parts.stalls.delayed(name, notice.error);
    else this.parts.stalls.moved(name);
    const { level, text } = buildNoticeInWords(notice);
    this.#logger[level](text);
  }
}
