import type { EventStore } from '@daybook/event-store';
import type { WrongBuild } from './wrong-build.js';

/**
 * It takes down of which event a snapshot is to be, and then the state, in which there is another event by then: whoever begins
 * with it folds that twice.
 */
export const snapshotOfOtherState: WrongBuild = {
  name: 'snapshot-of-other-state',
  does: 'keeps the state of an account under the version that it had one event before',
  breaks: ['wrong-snapshot'],
  store: (store: EventStore) => {
    const { snapshots } = store;
    const put = snapshots.put.bind(snapshots);
    snapshots.put = async (snapshot, retention) => {
      const before = snapshot.version - 1;
      if (before === 0) return put(snapshot, retention);
      const one = store.readStream(snapshot.streamId, { fromVersion: before, toVersion: before });
      for await (const { version, position, eventId } of one) {
        await put({ ...snapshot, version, position, eventId }, retention);
      }
    };
  },
  under: [],
};
