import type { SubscriptionReport } from '../subscription-report.js';

/** A report of a projection that is as it should be, read by `p-1`, with what is different. */
export function report(different: Partial<SubscriptionReport> = {}): SubscriptionReport {
  return {
    name: 'orders@1.1',
    kind: 'projection',
    word: 'live',
    projection: { name: 'orders', version: 1, generation: 1, state: 'live', isInline: false },
    types: undefined,
    categories: undefined,
    segments: [segment(0, 'p-1'), segment(1, 'p-2')],
    owners: ['p-1', 'p-2'],
    position: 100,
    head: 100,
    lagEvents: 0,
    lagMs: 0,
    maxLag: 1_000,
    lastError: undefined,
    eventsPerSecond: 10,
    parkedKeys: 0,
    parkedEvents: 0,
    paused: undefined,
    stopped: undefined,
    ...different,
  };
}

export function segment(number: number, owner: string | undefined): SubscriptionReport['segments'][number] {
  const advancedAt = new Date('2026-01-01T00:00:00Z');
  return { segment: number, position: 100, owner, epoch: 1, advancedAt, failure: undefined, isHere: false };
}
