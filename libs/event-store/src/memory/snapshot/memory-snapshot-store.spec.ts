import { snapshotStoreContract } from '@daybook/testing';
import type { SealedSnapshot } from '../../snapshot/sealed-snapshot.js';
import { MemorySnapshotStore } from './memory-snapshot-store.js';

snapshotStoreContract('MemorySnapshotStore', async () => {
  const streams = new Map<string, readonly SealedSnapshot[]>();
  return {
    store: new MemorySnapshotStore(streams),
    damage: async ({ streamId, version }, how) => {
      const others = [...streams].flatMap(([id, kept]) => (id === streamId ? [] : kept));
      const other = others.find((kept) => kept.version === version);
      const damaged = (kept: SealedSnapshot): SealedSnapshot =>
        how === 'state' ? { ...kept, text: `${kept.text} ` } : { ...(other ?? kept), streamId };
      const its = streams.get(streamId) ?? [];
      streams.set(
        streamId,
        its.map((kept) => (kept.version === version ? damaged(kept) : kept)),
      );
    },
    close: async () => undefined,
  };
});
