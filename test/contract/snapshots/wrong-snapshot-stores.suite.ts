import { snapshotStoreContract } from '@daybook/testing';
import { type KeptStreams, wrongSnapshotStores } from './wrong-snapshot-stores.js';

// Run by `wrong-snapshot-stores.spec.ts`, which expects it to fail.
for (const WrongStore of new Set(wrongSnapshotStores.map(([, , ofClass]) => ofClass))) {
  snapshotStoreContract(WrongStore.name, async () => {
    const streams: KeptStreams = new Map();
    return {
      store: new WrongStore(streams),
      damage: async ({ streamId, version }, how) => {
        const its = (streams.get(streamId) ?? []).map((kept) => {
          if (kept.version !== version) return kept;
          return how === 'state' ? { ...kept, text: `[${kept.text}]` } : { ...kept, checksum: 'another stream’s' };
        });
        streams.set(streamId, its);
      },
      close: async () => undefined,
    };
  });
}
