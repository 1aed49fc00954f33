import type { EventStore } from '@daybook/event-store';
import type { DataSource } from 'typeorm';
import { storedTypesOf } from '../inline/stored-types-of.js';
import type { ProjectionDefinition } from '../projection-definition.js';
import type { GenerationRecord } from '../read-model/generation-record.js';
import { subscriptionOf } from '../read-model/generation.js';
import { bare } from './build-notice.js';
import type { BuildProgress } from './build-progress.js';
import { GenerationCheckpoints, type StoredFilter } from './generation-checkpoints.js';

interface Counted {
  readonly position: number;
  readonly events: number;
}

interface Sample {
  readonly at: number;
  readonly done: number;
}

/** The rate is that of so many milliseconds. */
const lookBackMs = 10_000;

const nothing: Counted = { position: 0, events: 0 };

/** Says how far generations have come. What was counted once is not counted again, however often one looks. */
export class ProgressOfBuilds {
  readonly #checkpoints: GenerationCheckpoints;
  readonly #done = new Map<string, Counted>();
  readonly #total = new Map<string, Counted>();
  readonly #samples = new Map<string, readonly Sample[]>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly store: Pick<EventStore, 'subscriptions' | 'readable'>,
    schema: string,
  ) {
    this.#checkpoints = new GenerationCheckpoints(schema);
  }

  async of(record: GenerationRecord, definition: ProjectionDefinition): Promise<BuildProgress> {
    const name = subscriptionOf(record);
    const [status] = await this.store.subscriptions.status(name);
    // One that is not on record yet has all of the log before it.
    const isToBegin = status === undefined && record.state === 'building';
    const head = isToBegin ? Number.MAX_SAFE_INTEGER : (status?.head ?? 0);
    const filter = status ?? { types: storedTypesOf(this.store, definition), categories: definition.categories };
    const eventsDone = await this.#count(this.#done, name, filter, status?.position ?? 0);
    const eventsTotal = Math.max(eventsDone, await this.#count(this.#total, name, filter, head));
    const eventsPerSecond = record.state === 'building' ? this.#rate(name, record, eventsDone) : 0;
    const left = eventsTotal - eventsDone;
    return {
      generation: bare(record),
      state: record.state,
      reason: record.reason ?? undefined,
      orders: record.orders ?? undefined,
      eventsTotal,
      eventsDone,
      eventsPerSecond,
      msLeft: isToBegin ? undefined : msOf(left, eventsPerSecond),
      owners: status?.segments.map(({ owner }) => owner) ?? [],
      parkedKeys: status?.parkedKeys ?? 0,
      comparison: record.comparison ?? undefined,
    };
  }

  async #count(counted: Map<string, Counted>, name: string, filter: StoredFilter, to: number): Promise<number> {
    const known = counted.get(name) ?? nothing;
    // A database that went back is counted anew.
    const from = known.position <= to ? known : nothing;
    const { manager } = this.dataSource;
    const events = from.events + (await this.#checkpoints.wanted(manager, filter, from.position, to));
    counted.set(name, { position: to, events });
    return events;
  }

  #rate(name: string, { ageMs }: GenerationRecord, done: number): number {
    const now = performance.now();
    const before = this.#samples.get(name) ?? [{ at: now - ageMs, done: 0 }];
    const young = before.findIndex(({ at }) => now - at < lookBackMs);
    // One that is older stays, so that there is something to compare with.
    const kept = young < 0 ? before.slice(-1) : before.slice(Math.max(0, young - 1));
    this.#samples.set(name, [...kept, { at: now, done }]);
    const [first = { at: now, done }] = kept;
    const seconds = (now - first.at) / 1_000;
    return seconds <= 0 ? 0 : Math.max(0, Math.round((done - first.done) / seconds));
  }
}

function msOf(events: number, eventsPerSecond: number): number | undefined {
  if (events === 0) return 0;
  return eventsPerSecond > 0 ? Math.round((events / eventsPerSecond) * 1_000) : undefined;
}
