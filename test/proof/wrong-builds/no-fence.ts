import type { EventStore, Segment } from '@daybook/event-store';
import { noFence as unfenced } from '../../faults/wrong-builds/fences.js';
import type { WrongBuild } from './wrong-build.js';

/**
 * Nothing keeps a process from writing that has stood still for longer than its lease. In the database, a checkpoint is moved
 * by whoever has read: neither owner nor epoch nor the checkpoint before are compared. In the process, it is not heeded
 * that a heartbeat tells of another owner: it goes on with what it has claimed until one of them has given it back.
 */
export const noFence: WrongBuild = {
  name: 'no-fence',
  does: 'goes on with a segment that it has claimed once, and commits, whoever owns the segment by then',
  breaks: ['poll-duplicate', 'wrong-fold'],
  sql: unfenced,
  store: goOnWithWhatWasClaimed,
  under: ['stop-process'],
};

function goOnWithWhatWasClaimed({ subscriptions }: EventStore): void {
  const epochs = new Map<string, number>();
  const claim = subscriptions.claim.bind(subscriptions);
  const release = subscriptions.release.bind(subscriptions);
  const beat = subscriptions.beat.bind(subscriptions);
  subscriptions.claim = async (...asked) => {
    const leases = await claim(...asked);
    for (const lease of leases) epochs.set(nameOf(lease), lease.epoch);
    return leases;
  };
  subscriptions.release = (leases) => {
    for (const lease of leases) epochs.delete(nameOf(lease));
    return release(leases);
  };
  subscriptions.beat = async (heartbeat) => {
    const overview = await beat(heartbeat);
    const segments = overview.segments.map((state) => {
      const epoch = epochs.get(nameOf(state));
      return epoch === undefined || state.owner === undefined ? state : { ...state, owner: heartbeat.id, epoch };
    });
    return { ...overview, segments };
  };
}

function nameOf({ subscription, segment }: Segment): string {
  return `${subscription} ${segment}`;
}
