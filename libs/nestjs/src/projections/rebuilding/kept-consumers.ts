import type { Consumer, ConsumerProgress } from '@daybook/event-store';
import type { ProjectionRegistry, RegisteredProjection } from '../projection-registry.js';
import type { GenerationRecord } from '../read-model/generation-record.js';
import { type KeptGeneration, subscriptionOf } from '../read-model/generation.js';
import { keptGeneration } from '../read-model/kept-generation.js';

/** What consumers are run by, while it runs. */
export interface RunsConsumers {
  readonly consumers: readonly Pick<ConsumerProgress, 'name' | 'segments'>[];
  add(consumer: Consumer): void;
  remove(name: string): Promise<void>;
}

/** With what consumers are kept. */
export interface KeptConsumersParts {
  readonly projections: Pick<ProjectionRegistry, 'all'>;
  readonly runner: RunsConsumers;
  /** Starts what runs them, where there was nothing to be run before. */
  readonly drive: () => Promise<void>;
  readonly consumerOf: (projection: RegisteredProjection, generation: KeptGeneration) => Consumer;
}

/**
 * Has a process run a consumer for each generation that is to be kept up to date, and for no other: those that were made
 * since it has started, by other processes or by command, too.
 */
export class KeptConsumers {
  /** How those that run were set: a generation is built in other segments, and at another pace, than it is kept. */
  readonly #settings = new Map<string, string>();

  constructor(private readonly parts: KeptConsumersParts) {}

  async follow(records: readonly GenerationRecord[]): Promise<void> {
    const { runner } = this.parts;
    const wanted = new Map<string, Consumer>();
    const left = new Set<string>();
    for (const projection of this.parts.projections.all()) {
      for (const record of records) {
        const kept = keptAs(record, projection);
        if (kept === 'at-times') left.add(subscriptionOf(record));
        if (kept !== 'always') continue;
        wanted.set(subscriptionOf(record), this.parts.consumerOf(projection, keptGeneration(record)));
      }
    }
    const ours = new Set(this.parts.projections.all().map(({ definition }) => definition.name));
    // What is brought up to date at times has a run of its own, which ends by itself.
    const running = runner.consumers.filter(({ name }) => ours.has(projectionOf(name)) && !left.has(name));
    const known = new Set<string>();
    for (const { name } of running) {
      const consumer = wanted.get(name);
      if (consumer !== undefined && (this.#settings.get(name) ?? settingsOf(consumer)) === settingsOf(consumer)) {
        known.add(name);
      } else await runner.remove(name);
    }
    this.#settings.clear();
    for (const [name, consumer] of wanted) {
      this.#settings.set(name, settingsOf(consumer));
      if (!known.has(name)) runner.add(consumer);
    }
    if (wanted.size > 0) await this.parts.drive();
  }
}

function settingsOf({ segments, eventsPerSecond, upTo }: Consumer): string {
  return `${segments}/${eventsPerSecond ?? ''}/${upTo ?? ''}`;
}

function projectionOf(subscription: string): string {
  return subscription.split('@', 1)[0] ?? '';
}

/** Whether it follows the log by itself; `at-times` is brought up to date by somebody else, now and then. */
function keptAs(
  record: GenerationRecord,
  { definition: { name, version, mode } }: RegisteredProjection,
): 'always' | 'at-times' | 'not' {
  if (record.name !== name || record.version !== version || record.isInline || mode === 'on-demand') return 'not';
  if (record.state === 'building' || record.state === 'following') return 'always';
  if (record.state !== 'live') return 'not';
  return mode === 'async' || mode === 'inline' ? 'always' : 'at-times';
}
