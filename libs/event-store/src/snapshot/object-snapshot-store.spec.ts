import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { snapshotStoreContract } from '@daybook/testing';
import { expect, test } from '@jest/globals';
import { FolderStorage } from '../archive/folder-storage.js';
import { MemoryStorage } from '../archive/memory-storage.js';
import { ObjectStorageFailed } from '../archive/object-storage-failed.error.js';
import { categoryOf } from '../stream/stream-id.js';
import { ObjectSnapshotStore } from './object-snapshot-store.js';

snapshotStoreContract('ObjectSnapshotStore', async () => {
  const storage = new MemoryStorage();
  return {
    store: new ObjectSnapshotStore(storage),
    damage: async ({ streamId, fingerprint, version }, how) => {
      const isMeant = (key: string): boolean => key.includes(`${fingerprint}.${String(version).padStart(16, '0')}.`);
      const ids = `/${streamId.slice(categoryOf(streamId).length + 1)}/`;
      for await (const { key } of storage.list()) {
        if (!isMeant(key)) continue;
        const isIts = key.includes(ids);
        // Damaged in its own folder, or replaced by that of another stream.
        if (isIts && how === 'state') await storage.put(key, Buffer.from(`${await textOf(key)} `));
        if (!isIts && how === 'stream') {
          const own = key.replace(/\/[^/]+\/([^/]+)$/, `${ids}$1`);
          await storage.put(own, Buffer.from(await textOf(key)));
        }
      }
      async function textOf(key: string): Promise<string> {
        return Buffer.from((await storage.get(key)) ?? []).toString();
      }
    },
    close: async () => undefined,
  };
});

test('in a folder each process finds what another has kept, and other files are nobody’s snapshots', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'daybook-snapshots-'));
  const storage = new FolderStorage(folder);
  const [one, other] = [new ObjectSnapshotStore(storage), new ObjectSnapshotStore(new FolderStorage(folder))];
  const kept = { position: 1, eventId: randomUUID(), fingerprint: 'f', state: null, takenAt: new Date(0) };
  await one.put({ ...kept, streamId: 'note-ä', version: 1 });
  await one.put({ ...kept, streamId: 'note-ä', version: 2, takenAt: new Date(-1) });
  for (const key of ['snapshots/note/readme', 'snapshots/note/a/f.1', 'snapshots/x', 'snapshots/note/_ff/readme']) {
    await storage.put(key, Buffer.from('x'));
  }
  const { snapshot } = await other.nearest('note-ä', { fingerprint: 'f' });
  expect(snapshot).toMatchObject({ version: 2, takenAt: new Date(-1) });
  expect(await other.list()).toMatchObject([{ version: 2 }, { version: 1 }]);
  expect(await new ObjectSnapshotStore(storage, 'others').list()).toEqual([]);
  expect(await other.drop()).toBe(2);
  await rm(folder, { recursive: true });
});

test('a storage that fails is told as a store that cannot be reached, with the reason', async () => {
  class Unreachable extends MemoryStorage {
    override get(key: string): never {
      throw new ObjectStorageFailed('getting', key, new Error('no route'));
    }
  }
  const store = new ObjectSnapshotStore(new Unreachable());
  const kept = { position: 1, eventId: randomUUID(), fingerprint: 'f', state: null, takenAt: new Date(0) };
  await store.put({ ...kept, streamId: 'note-1', version: 1 });
  const unreachable = { code: 'store-unavailable', cause: { code: 'object-storage-failed' } };
  await expect(store.nearest('note-1', { fingerprint: 'f' })).rejects.toMatchObject(unreachable);
});
