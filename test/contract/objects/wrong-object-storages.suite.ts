import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { objectStorageContract } from '@daybook/testing';
import { wrongObjectStorages } from './wrong-object-storages.js';

// Run by `wrong-object-storages.spec.ts`, which expects it to fail.
for (const WrongStorage of new Set(wrongObjectStorages.map(([, , ofClass]) => ofClass))) {
  objectStorageContract(WrongStorage.name, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'daybook-wrong-objects-'));
    return {
      storage: new WrongStorage(folder),
      close: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
    };
  });
}
