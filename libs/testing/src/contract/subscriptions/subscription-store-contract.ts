import { afterAll, beforeAll, describe } from '@jest/globals';
import { contractCodec } from '../contract-codec.js';
import type { OpenStore } from '../contract-subject.js';
import { subscriptionBadInputContract } from './bad-input.contract.js';
import { fenceContract } from './fence.contract.js';
import { generatedOwnersContract } from './generated-owners.contract.js';
import { leasesContract } from './leases.contract.js';
import { mixedReleasesContract } from './mixed-releases.contract.js';
import { operatingContract } from './operating.contract.js';
import { parkingContract } from './parking.contract.js';
import { registeringContract } from './registering.contract.js';
import { SubscriptionSubject } from './subscription-subject.js';

/**
 * What every adapter promises whose `EventStore` keeps subscriptions, as a suite for Jest.
 *
 * Open the store with the codec that is handed over: it knows the suite's events.
 *
 * @example
 * subscriptionStoreContract('MemoryEventStore', async (codec) => ({
 *   store: new MemoryEventStore({ codec }),
 *   close: async () => undefined,
 * }));
 */
export function subscriptionStoreContract(name: string, open: OpenStore): void {
  describe(name, () => {
    const subject = new SubscriptionSubject(open);
    beforeAll(() => subject.open(contractCodec()));
    afterAll(() => subject.close());

    describe('registering', () => registeringContract(subject));
    describe('leases', () => leasesContract(subject));
    describe('the fence', () => fenceContract(subject));
    describe('parking', () => parkingContract(subject));
    describe('mixed releases', () => mixedReleasesContract(subject));
    describe('operating', () => operatingContract(subject));
    describe('bad input', () => subscriptionBadInputContract(subject));
    describe('generated owners', () => generatedOwnersContract(subject));
  });
}
