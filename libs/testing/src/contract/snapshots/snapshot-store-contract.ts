import { afterAll, beforeAll, describe } from '@jest/globals';
import { snapshotBadInputContract } from './bad-input.contract.js';
import { keepingContract } from './keeping.contract.js';
import { nearestContract } from './nearest.contract.js';
import { puttingContract } from './putting.contract.js';
import { retentionContract } from './retention.contract.js';
import { selectingContract } from './selecting.contract.js';
import { type OpenSnapshotStore, SnapshotSubject } from './snapshot-subject.js';

/**
 * What every adapter of `SnapshotStore` promises, as a suite for Jest.
 *
 * @example
 * snapshotStoreContract('RedisSnapshotStore', async () => {
 *   const redis = await connect();
 *   return {
 *     store: new RedisSnapshotStore(redis),
 *     damage: (of, how) => changeOneByte(redis, of, how),
 *     close: () => redis.close(),
 *   };
 * });
 */
export function snapshotStoreContract(name: string, open: OpenSnapshotStore): void {
  describe(name, () => {
    const subject = new SnapshotSubject(open);
    beforeAll(() => subject.open());
    afterAll(() => subject.close());

    describe('keeping', () => keepingContract(subject));
    describe('nearest', () => nearestContract(subject));
    describe('putting', () => puttingContract(subject));
    describe('retention', () => retentionContract(subject));
    describe('selecting', () => selectingContract(subject));
    describe('bad input', () => snapshotBadInputContract(subject));
  });
}
