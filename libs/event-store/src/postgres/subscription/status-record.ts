import type { AwaitedRelease, SegmentStatus, SubscriptionStatus } from '../../subscription/subscription-status.js';

type Unset<T> = { readonly [K in keyof T]: undefined extends T[K] ? Exclude<T[K], undefined> | null : T[K] };

/** What `sql/queries/subscription_status.sql` answers. */
export interface StatusRecord extends Unset<
  Omit<SubscriptionStatus, 'segments' | 'paused' | 'stopped' | 'awaitedRelease'>
> {
  readonly segments: readonly (Unset<Omit<SegmentStatus, 'advancedAt'>> & { readonly advancedAt: string })[];
  readonly pausedAt: string | null;
  readonly pausedFor: string | null;
  readonly stoppedAt: string | null;
  readonly stoppedFor: string | null;
  readonly awaitedRelease: AwaitedRelease | null;
}

/** How a subscription is, as the port has it. */
export function statusOf(record: StatusRecord): SubscriptionStatus {
  const { pausedAt, pausedFor, stoppedAt, stoppedFor, types, categories, segments, awaitedRelease, ...rest } = record;
  return {
    ...rest,
    types: types ?? undefined,
    categories: categories ?? undefined,
    lagMs: Math.round(rest.lagMs),
    segments: segments.map((segment) => ({
      ...segment,
      owner: segment.owner ?? undefined,
      failure: segment.failure ?? undefined,
      advancedAt: new Date(segment.advancedAt),
    })),
    paused: since(pausedAt, pausedFor),
    stopped: since(stoppedAt, stoppedFor),
    awaitedRelease: awaitedRelease ?? undefined,
  };
}

function since(at: string | null, reason: string | null): { readonly at: Date; readonly reason: string } | undefined {
  return at === null ? undefined : { at: new Date(at), reason: reason ?? '' };
}
