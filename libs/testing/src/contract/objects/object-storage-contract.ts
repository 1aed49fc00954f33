import { afterAll, beforeAll, describe } from '@jest/globals';
import { atOnceContract } from './at-once.contract.js';
import { badKeysContract } from './bad-keys.contract.js';
import { type OpenObjectStorage, ObjectSubject } from './object-subject.js';
import { objectsContract } from './objects.contract.js';

/**
 * What every adapter of `ObjectStorage` promises, as a suite for Jest.
 *
 * @example
 * objectStorageContract('BucketStorage', async () => ({
 *   storage: new BucketStorage(await newBucket()),
 *   close: () => deleteBucket(),
 * }));
 */
export function objectStorageContract(name: string, open: OpenObjectStorage): void {
  describe(name, () => {
    const subject = new ObjectSubject(open);
    beforeAll(() => subject.open());
    afterAll(() => subject.close());

    describe('objects', () => objectsContract(subject));
    describe('at once', () => atOnceContract(subject));
    describe('bad keys', () => badKeysContract(subject));
  });
}
