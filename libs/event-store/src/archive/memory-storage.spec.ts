import { objectStorageContract } from '@daybook/testing';
import { MemoryStorage } from './memory-storage.js';

objectStorageContract('MemoryStorage', async () => ({ storage: new MemoryStorage(), close: async () => undefined }));
