import type { Consumer } from '@daybook/event-store';
import { Injectable, Logger, type OnModuleInit, Optional } from '@nestjs/common';
import { InlineHandOver } from '../projections/inline/inline-hand-over.js';
import { ProjectionRegistry, type RegisteredProjection } from '../projections/projection-registry.js';
import { type Generation, type KeptGeneration, subscriptionOf } from '../projections/read-model/generation.js';
import { ReadModels } from '../projections/read-model/read-models.js';
import { foldConsumer } from '../projections/running/fold-consumer.js';
import { handlerConsumer } from '../projections/running/handler-consumer.js';
import { SubscriptionConsumers } from './subscription-consumers.js';

/**
 * Has those projections driven by the log that follow it as it comes: one consumer for each generation. An inline one does,
 * too, until it has caught up and appends take it over. The others wait for a clock, or to be asked.
 */
@Injectable()
export class ProjectionConsumers implements OnModuleInit {
  constructor(
    private readonly projections: ProjectionRegistry,
    private readonly readModels: ReadModels,
    private readonly consumers: SubscriptionConsumers,
    @Optional() private readonly handOver?: InlineHandOver,
  ) {}

  onModuleInit(): void {
    this.consumers.add('projections', () => this.#all());
  }

  /** A projection as a durable reader of the log, which writes one generation. */
  consumerOf(projection: RegisteredProjection, generation: Generation | KeptGeneration): Consumer {
    const consumer = this.#consumerOf(projection, generation);
    if (!('isLive' in generation)) return consumer;
    const { segments = consumer.segments, eventsPerSecond, upTo } = generation;
    return { ...consumer, segments, eventsPerSecond, upTo };
  }

  #consumerOf(projection: RegisteredProjection, generation: Generation): Consumer {
    const { readModels } = this;
    const { kind, definition } = projection;
    if (kind === 'fold') {
      const rows = readModels.rowsOf(definition, generation);
      return foldConsumer({ definition, fold: projection.instance, rows, generation });
    }
    const pointAt = readModels.pointAt.bind(readModels);
    return handlerConsumer({ definition, projection: projection.instance, generation, pointAt });
  }

  /** The generation that readers see, as a reader that does not follow the log by itself; undefined if there is none. */
  async liveOf(projection: RegisteredProjection): Promise<Consumer | undefined> {
    const generations = await this.readModels.generationsOf(projection.definition);
    const live = generations.find(({ isLive }) => isLive);
    return live && (await this.#givenBack(projection, live));
  }

  async #all(): Promise<readonly Consumer[]> {
    const made: Consumer[] = [];
    for (const projection of this.projections.all()) {
      const { mode } = projection.definition;
      if (mode === 'on-demand' || !this.canRun(projection)) continue;
      for (const generation of await this.readModels.generationsOf(projection.definition)) {
        // The live one of a scheduled projection waits for its time; one that is built for it does not.
        const waits = mode === 'inline' ? generation.isInline : mode !== 'async' && generation.isLive;
        if (!waits) made.push(await this.#givenBack(projection, generation));
      }
    }
    return made;
  }

  async #givenBack(projection: RegisteredProjection, generation: KeptGeneration): Promise<Consumer> {
    const consumer = this.consumerOf(projection, generation);
    // It was inline in another release, and is no longer.
    const { handOver } = this;
    if (handOver !== undefined && projection.definition.mode !== 'inline') {
      const [standing] = (await handOver.standings([generation.name])).filter(
        (one) => subscriptionOf(one) === consumer.name,
      );
      if (standing?.isInline === true || standing?.isGuarded === true) await handOver.end(generation, consumer);
    }
    return consumer;
  }

  /** Says so, if it cannot. */
  canRun({ kind, definition }: RegisteredProjection): boolean {
    if (kind === 'fold' || this.readModels.takesHandlers) return true;
    new Logger('Daybook').warn(
      `The projection "${definition.name}" stands still: its handlers write tables, and the store in memory has none. ` +
        'Run it on PostgreSQL, or make it a FoldProjection.',
    );
    return false;
  }
}
