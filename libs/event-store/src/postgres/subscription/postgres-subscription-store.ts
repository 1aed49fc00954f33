import { assertValidName } from '@daybook/domain';
import type { EntityManager } from '../../stream/transaction.js';
import { checkLeaseMs, checkSubscriptions, checkText, checkWhole } from '../../subscription/check-subscription.js';
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
import { plainArray } from '../array-text.js';
import { reading } from '../read-error.js';
import type { SafePositionReader } from '../safe-position-reader.js';
import { FencedCommits, type FencedCommitsParts } from './fenced-commits.js';
import { NamedStatements } from './named-statements.js';
import { ParkedEvents } from './parked-events.js';
import { leaseOf, overviewOf, processOf, type ProcessRecord } from './segment-records.js';
import { statusOf, type StatusRecord } from './status-record.js';
import { storedText } from './stored-text.js';

/** What the checkpoints on PostgreSQL are kept with. */
export interface PostgresSubscriptionStoreParts extends Omit<FencedCommitsParts, 'timeLimit'> {
  /** The one that all readers of the store share. */
  readonly safePosition: SafePositionReader;
  /** After how many milliseconds a batch's transaction is ended, here and by the server. Default 10,000. */
  readonly timeLimit?: number | undefined;
}

const defaultTimeLimit = 10_000;
/** When the connection of an unanswered sign of life is given up: another one is in time yet, where leases are long enough. */
const givenUp = { leastMs: 1_000, ofLease: 2 / 3 } as const;
/** How far news and status look, in events and in positions. */
const lookedAt = { news: 5_000, status: 100_000 } as const;

/**
 * Checkpoints in the schema of the log, in whose transactions they are moved.
 *
 * A lease is good for as long as its process gives signs of life, each of which writes a single row, however many segments
 * the process holds.
 */
export class PostgresSubscriptionStore extends SubscriptionStore {
  readonly #commits: FencedCommits;
  readonly #statements: NamedStatements;
  readonly #parked: ParkedEvents;

  constructor(private readonly parts: PostgresSubscriptionStoreParts) {
    super();
    this.#statements = new NamedStatements(parts.statements, parts.single);
    this.#parked = new ParkedEvents(this.#statements);
    this.#commits = new FencedCommits({ ...parts, timeLimit: parts.timeLimit ?? defaultTimeLimit });
  }

  async register(subscriptions: readonly Subscription[], knownTypes?: readonly string[]): Promise<void> {
    checkSubscriptions(subscriptions);
    if (subscriptions.length === 0) return;
    const wanted = subscriptions.map(({ from, ...rest }) => ({ ...rest, starts: from === 'now' ? null : from }));
    await this.#statements.ask('registering subscriptions', 'register_subscriptions', [
      JSON.stringify(wanted),
      knownTypes ?? null,
    ]);
  }

  async beat({ id, name, runs, leaseMs, reports, declines = [] }: Heartbeat): Promise<Overview> {
    assertValidName(id, 'id');
    checkLeaseMs(leaseMs);
    const said = reports.map((report) => ({ ...report, failure: storedText(report.failure) }));
    const { single } = this.parts;
    const left = declines.length === 0 ? null : JSON.stringify(declines);
    const values = [id, name, runs, leaseMs, JSON.stringify(said), single.learntIn, left];
    const rows = await this.#statements.ask('giving a sign of life', 'beat', values, answeredWithin(leaseMs));
    single.told(rows[0]?.[2]);
    return overviewOf(rows[0] ?? []);
  }

  async claim(process: string, segments: readonly Segment[], leaseMs: number): Promise<readonly Lease[]> {
    assertValidName(process, 'process');
    checkLeaseMs(leaseMs);
    if (segments.length === 0) return [];
    const values = [process, ...placesOf(segments), leaseMs];
    const rows = await this.#statements.ask('claiming segments', 'claim_segments', values, answeredWithin(leaseMs));
    return rows.map((row) => leaseOf(row, process));
  }

  async release(leases: readonly Lease[]): Promise<void> {
    if (leases.length === 0) return;
    const epochs = plainArray(leases.map(({ epoch }) => epoch));
    const values = [...placesOf(leases), leases.map(({ owner }) => owner), epochs];
    await this.#statements.ask('releasing segments', 'release_segments', values);
  }

  async leave(process: string): Promise<void> {
    assertValidName(process, 'process');
    await this.#statements.ask('leaving', 'leave', [process]);
  }

  commit(lease: Lease, work: (manager: EntityManager | undefined) => Promise<Progress>): Promise<Lease> {
    return this.#commits.commit(lease, work);
  }

  advance(lease: Lease, progress: Progress): Promise<Lease> {
    return this.#commits.advance(lease, progress);
  }

  async stop(lease: Lease, reason: string): Promise<void> {
    checkText('reason', reason);
    const { subscription, segment, owner, epoch, position } = lease;
    const values = [subscription, segment, owner, epoch, position, storedText(reason)];
    const rows = await this.#statements.ask('stopping a subscription', 'stop_subscription', values);
    if (rows[0]?.[0] !== 't') throw new LeaseLost(subscription, segment, epoch);
  }

  async news(afterPosition: number): Promise<News> {
    checkWhole('afterPosition', afterPosition, 0);
    const values = [afterPosition, await this.#safePosition(), lookedAt.news];
    const [to, looked, kinds] = (await this.#statements.ask('looking for news', 'news', values))[0] ?? [];
    if (to != null) this.parts.safePosition.saw(Number(to));
    return {
      to: to == null ? afterPosition : Number(to),
      more: Number(looked) > lookedAt.news,
      kinds: kinds == null ? [] : (JSON.parse(kinds) as News['kinds']),
    };
  }

  async parkedKeys(subscription: string): Promise<ReadonlyMap<string, number>> {
    return this.#parked.keys(subscription);
  }

  async parkedCounts(subscription: string): Promise<readonly ParkedCount[]> {
    return this.#parked.counts(subscription);
  }

  async dueRetries(subscription: string, limit: number): Promise<readonly ParkedReference[]> {
    return this.#parked.due(subscription, limit);
  }

  async typesWanted(beginning: string): Promise<readonly string[]> {
    checkText('beginning', beginning);
    const rows = await this.#statements.ask('reading what is wanted', 'types_wanted', [beginning]);
    return rows.map(([type]) => type ?? '');
  }

  async status(name?: string): Promise<readonly SubscriptionStatus[]> {
    if (name !== undefined) assertValidName(name, 'name');
    const values = [name ?? null, await this.#safePosition(), lookedAt.status];
    const records = await this.#statements.records<StatusRecord>('reading the status', 'subscription_status', values);
    return records.map(statusOf);
  }

  async processes(): Promise<readonly LiveProcess[]> {
    const records = await this.#statements.records<ProcessRecord>('reading the processes', 'live_processes', []);
    return records.map(processOf);
  }

  async pause(name: string, reason: string): Promise<boolean> {
    assertValidName(name, 'name');
    checkText('reason', reason);
    return this.#statements.found('pausing a subscription', 'pause_subscription', [name, storedText(reason)]);
  }

  async resume(name: string): Promise<boolean> {
    assertValidName(name, 'name');
    return this.#statements.found('resuming a subscription', 'resume_subscription', [name]);
  }

  async parked(name: string, selection: ListedSelection = {}): Promise<readonly ParkedEvent[]> {
    return this.#parked.list(name, selection);
  }

  async retry(name: string, selection: ParkedSelection = {}): Promise<number> {
    return this.#parked.retry(name, selection);
  }

  async drop(name: string, selection: ParkedSelection, reason: string, by: string): Promise<number> {
    return this.#parked.drop(name, selection, reason, by);
  }

  async dropped(name: string): Promise<readonly DroppedEvent[]> {
    return this.#parked.dropped(name);
  }

  async remove(name: string): Promise<boolean> {
    assertValidName(name, 'name');
    return this.#statements.found('removing a subscription', 'remove_subscription', [name]);
  }

  // A statement before the one that reads, whose snapshot then is younger.
  #safePosition(): Promise<number> {
    return reading('reading the safe position', () => this.parts.safePosition.read());
  }
}

function answeredWithin(leaseMs: number): number {
  return Math.max(givenUp.leastMs, leaseMs * givenUp.ofLease);
}

function placesOf(segments: readonly Segment[]): readonly unknown[] {
  return [segments.map(({ subscription }) => subscription), plainArray(segments.map(({ segment }) => segment))];
}
