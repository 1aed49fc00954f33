import { assertValidName, type Clock } from '@daybook/domain';
import { categoryOf } from '../../stream/stream-id.js';
import type { EntityManager } from '../../stream/transaction.js';
import {
  checkLeaseMs,
  checkProgress,
  checkSubscriptions,
  checkText,
  checkWhole,
} from '../../subscription/check-subscription.js';
import { LeaseLost } from '../../subscription/lease-lost.error.js';
import type { Heartbeat, LiveProcess } from '../../subscription/live-process.js';
import type { News } from '../../subscription/news.js';
import type { DroppedEvent, ParkedCount, ParkedEvent, ParkedReference } from '../../subscription/parked-event.js';
import type { Progress } from '../../subscription/progress.js';
import type { Lease, Segment } from '../../subscription/segment.js';
import {
  type ListedSelection,
  SubscriptionStore,
  type Overview,
  type ParkedSelection,
} from '../../subscription/subscription-store.js';
import type { SubscriptionStatus } from '../../subscription/subscription-status.js';
import type { Subscription } from '../../subscription/subscription.js';
import type { MemoryLog } from '../memory-log.js';
import { MemoryProcesses } from './memory-processes.js';
import { statusOf } from './memory-subscription-status.js';
import { MemorySubscription } from './memory-subscription.js';

const eventsLookedAt = 5_000;

/** Checkpoints in the process's memory. It knows no transactions: work that has run stays, also where the fence fails. */
export class MemorySubscriptionStore extends SubscriptionStore {
  readonly #known = new Map<string, MemorySubscription>();
  readonly #processes = new MemoryProcesses();

  constructor(
    private readonly log: MemoryLog,
    private readonly clock: Clock,
  ) {
    super();
  }

  async register(subscriptions: readonly Subscription[], knownTypes?: readonly string[]): Promise<void> {
    checkSubscriptions(subscriptions);
    for (const wanted of subscriptions) {
      const known = this.#known.get(wanted.name);
      const start = wanted.from === 'now' ? this.log.rows.length : wanted.from;
      if (known === undefined)
        this.#known.set(wanted.name, new MemorySubscription({ ...wanted }, start, this.clock.now()));
      else known.update({ ...wanted }, knownTypes);
    }
  }

  async beat(heartbeat: Heartbeat): Promise<Overview> {
    const { id, runs, leaseMs, reports } = heartbeat;
    assertValidName(id, 'id');
    checkLeaseMs(leaseMs);
    this.#processes.seen(heartbeat);
    for (const report of reports) this.#known.get(report.subscription)?.report(id, report, this.clock.now());
    const all = this.#sorted();
    for (const kept of all) if (runs.includes(kept.wanted.name)) kept.redivide(this.clock.now());
    const told = all.flatMap(({ wanted, segments, drainTo, revision, paused, stopped }) =>
      segments.map(({ claim, epoch, position }, segment) => ({
        subscription: wanted.name,
        segment,
        segments: segments.length,
        owner: this.#processes.ownerBy(claim),
        epoch,
        position,
        halted: paused !== undefined || stopped !== undefined,
        paused: paused !== undefined,
        drainTo,
        revision,
      })),
    );
    const segments = told.filter(({ subscription, owner }) => runs.includes(subscription) || owner === id);
    return { processes: this.#processes.live(id), segments };
  }

  async claim(process: string, segments: readonly Segment[], leaseMs: number): Promise<readonly Lease[]> {
    assertValidName(process, 'process');
    checkLeaseMs(leaseMs);
    const leases = new Map<string, Lease>();
    for (const { subscription, segment } of segments) {
      const kept = this.#known.get(subscription);
      const free = kept?.segments[segment];
      if (kept === undefined || free === undefined || leases.has(`${segment} ${subscription}`)) continue;
      const owner = this.#processes.ownerBy(free.claim);
      if (owner !== undefined && owner !== process) continue;
      const claimedAt = performance.now();
      free.claim = { owner: process, claimedAt, leasedUntil: claimedAt + leaseMs };
      const { position } = free;
      const { types } = kept.wanted;
      const lease = { owner: process, epoch: ++free.epoch, segments: kept.segments.length, position, types };
      leases.set(`${segment} ${subscription}`, { subscription, segment, ...lease });
    }
    return [...leases.values()];
  }

  async release(leases: readonly Lease[]): Promise<void> {
    for (const { subscription, segment, owner, epoch } of leases) {
      const kept = this.#known.get(subscription)?.segments[segment];
      if (kept?.claim?.owner === owner && kept.epoch === epoch) kept.claim = undefined;
    }
  }

  async leave(process: string): Promise<void> {
    assertValidName(process, 'process');
    this.#processes.forget(process);
    for (const segment of this.#sorted().flatMap(({ segments }) => segments)) {
      if (segment.claim?.owner === process) segment.claim = undefined;
    }
  }

  async commit(lease: Lease, work: (manager: EntityManager | undefined) => Promise<Progress>): Promise<Lease> {
    return this.advance(lease, await work(undefined));
  }

  async advance(lease: Lease, progress: Progress): Promise<Lease> {
    checkProgress(lease, progress);
    const advanced = this.#known.get(lease.subscription)?.advance(lease, progress, this.clock.now());
    if (advanced !== true) throw new LeaseLost(lease.subscription, lease.segment, lease.epoch);
    return { ...lease, position: progress.position };
  }

  async stop(lease: Lease, reason: string): Promise<void> {
    checkText('reason', reason);
    const kept = this.#known.get(lease.subscription);
    if (kept?.heldBy(lease) === undefined) throw new LeaseLost(lease.subscription, lease.segment, lease.epoch);
    kept.stopped ??= { at: this.clock.now(), reason };
  }

  async news(afterPosition: number): Promise<News> {
    checkWhole('afterPosition', afterPosition, 0);
    const { rows } = this.log;
    const page = rows.slice(afterPosition, afterPosition + eventsLookedAt);
    const kinds = page.map(({ type, streamId }) => ({ type, category: categoryOf(streamId) }));
    return {
      to: page.at(-1)?.position ?? afterPosition,
      more: rows.length > afterPosition + eventsLookedAt,
      kinds: [...new Map(kinds.map((kind) => [JSON.stringify([kind.type, kind.category]), kind])).values()],
    };
  }

  async parkedKeys(subscription: string): Promise<ReadonlyMap<string, number>> {
    return this.#named(subscription)?.parked.keys() ?? new Map<string, number>();
  }

  async parkedCounts(subscription: string): Promise<readonly ParkedCount[]> {
    return this.#named(subscription)?.parked.counts() ?? [];
  }

  async dueRetries(subscription: string, limit: number): Promise<readonly ParkedReference[]> {
    checkWhole('limit', limit, 1);
    return this.#named(subscription)?.parked.due(limit) ?? [];
  }

  async typesWanted(beginning: string): Promise<readonly string[]> {
    checkText('beginning', beginning);
    const kept = this.#sorted().filter(({ wanted }) => wanted.name.startsWith(beginning));
    return [...new Set(kept.flatMap(({ wanted }) => wanted.types ?? []))];
  }

  async status(name?: string): Promise<readonly SubscriptionStatus[]> {
    const kept = name === undefined ? this.#sorted() : [this.#named(name)].filter((found) => found !== undefined);
    return kept.map((one) => statusOf(one, this.log.rows, this.#processes, this.clock.now()));
  }

  async processes(): Promise<readonly LiveProcess[]> {
    return this.#processes.live();
  }

  async pause(name: string, reason: string): Promise<boolean> {
    checkText('reason', reason);
    const kept = this.#changed(name);
    if (kept !== undefined) kept.paused = { at: kept.paused?.at ?? this.clock.now(), reason };
    return kept !== undefined;
  }

  async resume(name: string): Promise<boolean> {
    const kept = this.#changed(name);
    if (kept !== undefined) kept.paused = kept.stopped = undefined;
    return kept !== undefined;
  }

  async parked(name: string, selection: ListedSelection = {}): Promise<readonly ParkedEvent[]> {
    if (selection.limit !== undefined) checkWhole('limit', selection.limit, 1);
    return this.#named(name)?.parked.list(selection) ?? [];
  }

  async retry(name: string, selection: ParkedSelection = {}): Promise<number> {
    return this.#changed(name)?.parked.retry(selection, this.clock.now()) ?? 0;
  }

  async drop(name: string, selection: ParkedSelection, reason: string, by: string): Promise<number> {
    checkText('reason', reason);
    checkText('by', by);
    return this.#changed(name)?.parked.drop(selection, reason, by, this.clock.now()) ?? 0;
  }

  async dropped(name: string): Promise<readonly DroppedEvent[]> {
    return this.#named(name)?.parked.dropped() ?? [];
  }

  /** The one of a name, as it is kept; another one after it was removed and registered anew. */
  find(name: string): MemorySubscription | undefined {
    return this.#known.get(name);
  }

  async remove(name: string): Promise<boolean> {
    assertValidName(name, 'name');
    return this.#known.delete(name);
  }

  #named(name: string): MemorySubscription | undefined {
    assertValidName(name, 'name');
    return this.#known.get(name);
  }

  /** One that operators change, which its owner has to look at. */
  #changed(name: string): MemorySubscription | undefined {
    const kept = this.#named(name);
    if (kept !== undefined) kept.revision++;
    return kept;
  }

  #sorted(): readonly MemorySubscription[] {
    return [...this.#known.values()].sort((one, other) => (one.wanted.name < other.wanted.name ? -1 : 1));
  }
}
