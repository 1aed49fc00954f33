import type { GenerationRecord } from './generation-record.js';
import type { KeptGeneration } from './generation.js';

/** What a generation that is on record is kept up to date by. Orders are for building: afterwards it is run as usual. */
export function keptGeneration(record: GenerationRecord): KeptGeneration {
  const { name, version, generation, isInline, state } = record;
  const kept = { name, version, generation, isInline, isLive: state === 'live' };
  if (state !== 'building' || record.orders === null) return kept;
  const { segments, eventsPerSecond, upTo } = record.orders;
  return { ...kept, segments, eventsPerSecond, upTo };
}
