import type { SegmentReport } from '../../subscription/live-process.js';
import type { Progress } from '../../subscription/progress.js';
import type { Lease } from '../../subscription/segment.js';
import type { Subscription } from '../../subscription/subscription.js';
import { MemoryParkedEvents } from './memory-parked-events.js';
import type { Claim } from './memory-processes.js';

/** A segment as it is kept. */
export interface MemorySegment {
  position: number;
  epoch: number;
  advancedAt: Date;
  claim: Claim | undefined;
  failure: string | undefined;
}

type StandsStill = { readonly at: Date; readonly reason: string } | undefined;

/** One subscription on record. Every method is synchronous, so that each change is whole by nature. */
export class MemorySubscription {
  segments: MemorySegment[];
  readonly parked: MemoryParkedEvents;
  drainTo: number | undefined;
  revision = 0;
  paused: StandsStill;
  stopped: StandsStill;

  constructor(
    public wanted: Subscription,
    start: number,
    now: Date,
  ) {
    this.parked = new MemoryParkedEvents(wanted.name);
    this.segments = divided(wanted.segments, start, 0, now);
  }

  /** The filter becomes the one given, with what of the old one is not known; another number of segments begins a new division. */
  update(given: Subscription, knownTypes?: readonly string[]): void {
    const { types: before } = this.wanted;
    const foreign = before?.filter(
      (type) => knownTypes?.includes(type) === false && given.types?.includes(type) === false,
    );
    const wanted = foreign === undefined || foreign.length === 0 ? given : withTypes(given, foreign);
    const isWider = before !== undefined && wanted.types?.every((type) => before.includes(type)) !== true;
    if (isWider) for (const segment of this.segments) segment.epoch++;
    if (filterOf(wanted) !== filterOf(this.wanted)) this.revision++;
    if (wanted.segments !== this.wanted.segments) {
      const most = Math.max(...this.segments.map(({ position }) => position));
      this.drainTo = wanted.segments === this.segments.length ? undefined : most;
    }
    this.wanted = wanted;
  }

  /** Replaces the segments once all are at one position; until then tells how far to go. */
  redivide(now: Date): void {
    if (this.drainTo === undefined) return;
    const positions = this.segments.map(({ position }) => position);
    this.drainTo = Math.max(...positions);
    if (positions.some((position) => position !== this.drainTo)) return;
    const epoch = Math.max(...this.segments.map((segment) => segment.epoch)) + 1;
    this.segments = divided(this.wanted.segments, this.drainTo, epoch, now);
    this.parked.divide(this.wanted.segments);
    this.drainTo = undefined;
    this.revision++;
  }

  /** The segment of a lease that stands; undefined if it was taken, given back, or has another checkpoint. */
  heldBy({ segment, owner, epoch, position }: Lease): MemorySegment | undefined {
    const kept = this.segments[segment];
    const stands = kept?.claim?.owner === owner && kept.epoch === epoch && kept.position === position;
    return stands ? kept : undefined;
  }

  /** False if the lease stands no longer; nothing was written then. */
  advance(lease: Lease, { position, parked = [], unparked = [] }: Progress, now: Date): boolean {
    const kept = this.heldBy(lease);
    if (kept === undefined || !unparked.every((reference) => this.parked.has(reference))) return false;
    if (position > kept.position) kept.advancedAt = now;
    kept.position = position;
    kept.failure = undefined;
    this.parked.unpark(unparked);
    this.parked.park(parked, now);
    return true;
  }

  report(owner: string, { segment, epoch, checkpoint, position, failure }: SegmentReport, now: Date): void {
    const kept = this.segments[segment];
    if (kept?.claim?.owner !== owner || kept.epoch !== epoch) return;
    kept.failure = failure;
    if (kept.position !== checkpoint || position <= checkpoint) return;
    kept.position = position;
    kept.advancedAt = now;
  }
}

function divided(segments: number, position: number, epoch: number, now: Date): MemorySegment[] {
  const segment = { position, epoch, advancedAt: now, claim: undefined, failure: undefined };
  return Array.from({ length: segments }, () => ({ ...segment }));
}

function withTypes(wanted: Subscription, types: readonly string[]): Subscription {
  return { ...wanted, types: [...(wanted.types ?? []), ...types] };
}

function filterOf({ kind, types, categories }: Subscription): string {
  return JSON.stringify([kind, types ?? null, categories ?? null]);
}
