import type { HeldFloor } from '@daybook/event-store';
import type { ReaderView } from '../operations/readers/reader-view.js';

const heldMs = 500;

/** How a reader of the log is, line by line. */
export function readerInWords(reader: ReaderView): readonly string[] {
  const { state, position, head, lagEvents, lagMs, maxLag, owners, parkedEvents, parkedKeys } = reader;
  const { paused, stopped, segments, eventsPerSecond, lastError, heldFloors } = reader;
  const lag = lagEvents === 0 ? 'nothing before it' : `${lagEvents} events before it, the first for ${seconds(lagMs)}`;
  const allowed = maxLag === undefined ? '' : `; it may lag ${seconds(maxLag)}`;
  const rate = eventsPerSecond === undefined ? '' : `; ${eventsPerSecond} events/s`;
  return [
    `${state} at position ${position} of ${head}: ${lag}${allowed}${rate}`,
    owners.length === 0 ? 'run by nobody at this moment' : `run by ${owners.join(', ')}`,
    ...(segments.length < 2 ? [] : [`in ${segments.length} segments: ${segments.map(segmentInWords).join(', ')}`]),
    ...(paused === undefined ? [] : [`paused since ${paused.at.toISOString()}: ${paused.reason}`]),
    ...(stopped === undefined ? [] : [`stopped since ${stopped.at.toISOString()}: ${stopped.reason}`]),
    ...(parkedEvents === 0 ? [] : [`parked: ${parkedEvents} events of ${parkedKeys} keys`]),
    ...(lastError === undefined || stopped !== undefined ? [] : [`last error: ${lastError}`]),
    // Appends of a moment come and go; one that stays is what one wants to see.
    ...heldFloors.filter(({ ageMs = heldMs }) => ageMs >= heldMs).map(floorInWords),
  ];
}

function segmentInWords({ segment, position, owner }: ReaderView['segments'][number]): string {
  return `${segment} at ${position}${owner === undefined ? ' (nobody)' : ''}`;
}

function floorInWords({ position, ageMs, application, pid, preparedTransaction }: HeldFloor): string {
  const holder =
    preparedTransaction === undefined
      ? `process ${pid ?? 'unknown'} of the server${application === undefined ? '' : `, ${application}`}`
      : `the prepared transaction ${preparedTransaction}`;
  const age = ageMs === undefined ? '' : `, open for ${seconds(ageMs)}`;
  return `held up at position ${position} by an append in flight: ${holder}${age}`;
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}
