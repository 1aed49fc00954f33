import type { ConsumerProgress, ConsumerState } from './consumer-progress.js';
import type { SegmentLoop } from './segment-loop.js';

/** How a consumer stands, by the loops that read its segments here. */
export function progressOf(name: string, loops: readonly SegmentLoop[]): ConsumerProgress {
  const segments = loops
    .map(({ lease: { segment, epoch }, checkpoint: { seen: position }, work: { failure } }) => ({
      segment,
      epoch,
      position,
      failure,
    }))
    .sort((one, other) => one.segment - other.segment);
  const failure = segments.find((segment) => segment.failure !== undefined)?.failure;
  const eventsPerSecond = loops.reduce((sum, { work }) => sum + work.rate.perSecond, 0);
  return { name, state: stateOf(loops, failure), segments, failure, eventsPerSecond };
}

function stateOf(loops: readonly SegmentLoop[], failure: string | undefined): ConsumerState {
  if (loops.length === 0) return 'new';
  if (loops.some(({ work }) => work.isStoppedByItself)) return 'failed';
  if (loops.some(({ work }) => work.orders.halted)) return 'paused';
  if (failure !== undefined) return 'failed';
  if (!loops.every(({ isLive }) => isLive)) return 'catching-up';
  return loops.some(({ work }) => work.parked.size > 0) ? 'parked' : 'live';
}
