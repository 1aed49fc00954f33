import { type EventStore, putOnRecord } from '@daybook/event-store';
import { Logger, type OnApplicationBootstrap, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { InlineHandOver, InlineStanding } from '../projections/inline/inline-hand-over.js';
import { storedTypesOf } from '../projections/inline/stored-types-of.js';
import { InlineProjection } from '../projections/inline/inline-projection.js';
import { InlineProjections } from '../projections/inline/inline-projections.js';
import type { LockKeys } from '../projections/inline/lock-keys.js';
import type { ProjectionRegistry, RegisteredProjection } from '../projections/projection-registry.js';
import type { ReadModels } from '../projections/read-model/read-models.js';
import { projectionSubscription } from '../projections/running/projection-subscription.js';
import type { ProjectionConsumers } from './projection-consumers.js';
import type { RunningLoops } from './running-loops.js';
import type { SubscriptionLoops } from './subscription-loops.js';

/** What inline projections are run with. */
export interface InlineProjectingParts {
  readonly store: EventStore;
  readonly projections: ProjectionRegistry;
  readonly readModels: ReadModels;
  readonly consumers: ProjectionConsumers;
  readonly lockKeys: LockKeys;
  /** Undefined for a store in memory, where appends write from the beginning. */
  readonly handOver: InlineHandOver | undefined;
  readonly loops: SubscriptionLoops;
  readonly running: RunningLoops;
  /** Whether the application is started for an operator's command, which takes nothing over. */
  readonly isOperated: boolean;
}

const everyMs = 1_000;

/**
 * Has the appends of this process bring the inline projections up to date, whatever loops it runs. What was in the log
 * before is applied by a subscription first; as soon as that has caught up, and no process lives any more whose appends
 * would be refused, appends take its place. A process that runs projections looks every second whether that is so.
 */
export class InlineProjecting implements OnModuleInit, OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger('Daybook');
  /** What was said last of those who are waited for, by projection. */
  readonly #said = new Map<string, string>();
  #timer: NodeJS.Timeout | undefined;
  #attempt: Promise<void> = Promise.resolve();
  #hasEnded = false;

  constructor(private readonly parts: InlineProjectingParts) {}

  onModuleInit(): void {
    const { store, readModels, consumers, lockKeys } = this.parts;
    const inline = this.#inline.map(
      (projection) =>
        new InlineProjection({
          definition: projection.definition,
          storedTypes: () => storedTypesOf(store, projection.definition),
          lockKeys,
          consumerOf: (generation) => consumers.consumerOf(projection, generation),
          // The store's own, of which its port shows no more than it needs.
          pointBack: (manager) => readModels.pointBack(manager as EntityManager),
        }),
    );
    if (inline.length > 0) store.workInline(new InlineProjections(inline));
  }

  /** On a log that has nothing for them yet they are taken over at once, so that the first append finds them so. */
  async onApplicationBootstrap(): Promise<void> {
    const { handOver, isOperated, running, loops } = this.parts;
    if (handOver === undefined || isOperated || this.#inline.length === 0) return;
    await this.#endOtherVersions(handOver);
    await this.#takeOver(handOver);
    if (!running.runs('projections')) return;
    // So that it is on record that this process knows them, also if it has nothing to read.
    await loops.drive();
    this.#again(handOver);
  }

  async onModuleDestroy(): Promise<void> {
    this.#hasEnded = true;
    clearTimeout(this.#timer);
    await this.#attempt;
  }

  get #inline(): readonly RegisteredProjection[] {
    return this.parts.projections.all().filter(({ definition }) => definition.mode === 'inline');
  }

  async #takeOver(handOver: InlineHandOver): Promise<void> {
    const standings = await handOver.standings(this.#inline.map(({ definition }) => definition.name));
    for (const projection of this.#inline) {
      const { definition } = projection;
      const live = standings.find(({ name, version }) => name === definition.name && version === definition.version);
      if (live === undefined || (live.isInline && live.isGuarded)) continue;
      // It was handed over by a release that refused nobody.
      if (live.isInline) await handOver.guard(live, definition);
      else await this.#begin(projection, live, handOver);
    }
  }

  async #begin(projection: RegisteredProjection, live: InlineStanding, handOver: InlineHandOver): Promise<void> {
    const { definition } = projection;
    const consumer = this.parts.consumers.consumerOf(projection, live);
    await putOnRecord(this.parts.store, [consumer]);
    const found = await handOver.begin(live, definition);
    if (found === 'unaware') await this.#tellUnaware(live, handOver);
    // Nobody lives who needs it.
    if (found === 'not-live') await this.#endOtherVersions(handOver);
    if (found === 'begun') await this.parts.loops.runner.remove(consumer.name);
  }

  /** Appends of this process would not write what another release reads: a process of that one follows the log instead. */
  async #endOtherVersions(handOver: InlineHandOver): Promise<void> {
    const standings = await handOver.standings(this.#inline.map(({ definition }) => definition.name));
    for (const { definition } of this.#inline) {
      const { name, version } = definition;
      for (const other of standings) {
        if (other.name !== name || other.version === version || !(other.isInline || other.isGuarded)) continue;
        await handOver.end(other, projectionSubscription(definition, other));
      }
    }
  }

  async #tellUnaware(live: InlineStanding, handOver: InlineHandOver): Promise<void> {
    const processes = (await handOver.unaware(live)).join(', ');
    if (processes === '' || this.#said.get(live.name) === processes) return;
    this.#said.set(live.name, processes);
    this.#logger.log(
      `Appends do not write the inline projection "${live.name}" yet: ${processes} would be refused them, not knowing it as ` +
        `inline in version ${live.version}. Waiting for the end of these processes.`,
    );
  }

  #again(handOver: InlineHandOver): void {
    if (this.#hasEnded) return;
    this.#timer = setTimeout(() => {
      this.#attempt = this.#takeOver(handOver)
        .catch((error: unknown) => {
          if (this.#hasEnded) return;
          this.#logger.warn(
            `An inline projection could not be taken over by appends; tried again in 1 s. ${String(error)}`,
          );
        })
        .then(() => this.#again(handOver));
    }, everyMs).unref();
  }
}
