import { afterAll, beforeAll, describe } from '@jest/globals';
import { abortingContract } from './aborting.contract.js';
import { appendingContract } from './appending.contract.js';
import { asOfTimesContract } from './as-of-times.contract.js';
import { badInputContract } from './bad-input.contract.js';
import { concurrencyContract } from './concurrency.contract.js';
import { contractCodec } from './contract-codec.js';
import { ContractSubject, type OpenStore } from './contract-subject.js';
import { copyingContract } from './copying.contract.js';
import { evolutionContract } from './evolution.contract.js';
import { expectedVersionsContract } from './expected-versions.contract.js';
import { generatedInputContract } from './generated-input.contract.js';
import { idempotencyByEventIdContract } from './idempotency-by-event-id.contract.js';
import { idempotencyByKeyContract } from './idempotency-by-key.contract.js';
import { placesKeptElsewhereContract } from './places-kept-elsewhere.contract.js';
import { readingAStreamContract } from './reading-a-stream.contract.js';
import { readingTheLogContract } from './reading-the-log.contract.js';
import { severalStreamsContract } from './several-streams.contract.js';
import { subscribingContract } from './subscribing.contract.js';

/**
 * What every adapter of `EventStore` promises, as a suite for Jest. An adapter that passes it can take the place of any
 * other.
 *
 * Open the store with the codec that is handed over: it knows the suite's events.
 *
 * @example
 * eventStoreContract('MemoryEventStore', async (codec) => ({
 *   store: new MemoryEventStore({ codec }),
 *   close: async () => undefined,
 * }));
 */
export function eventStoreContract(name: string, open: OpenStore): void {
  describe(name, () => {
    const subject = new ContractSubject(open);
    beforeAll(() => subject.open(contractCodec()));
    afterAll(() => subject.close());

    describe('appending', () => appendingContract(subject));
    describe('expected versions', () => expectedVersionsContract(subject));
    describe('idempotency by event id', () => idempotencyByEventIdContract(subject));
    describe('idempotency by key', () => idempotencyByKeyContract(subject));
    describe('several streams', () => severalStreamsContract(subject));
    describe('reading a stream', () => readingAStreamContract(subject));
    describe('reading the log', () => readingTheLogContract(subject));
    describe('subscribing', () => subscribingContract(subject));
    describe('places kept elsewhere', () => placesKeptElsewhereContract(subject));
    describe('as of a time', () => asOfTimesContract(subject));
    describe('evolution', () => evolutionContract(subject));
    describe('aborting', () => abortingContract(subject));
    describe('copying', () => copyingContract(subject));
    describe('concurrency', () => concurrencyContract(subject));
    describe('bad input', () => badInputContract(subject));
    describe('generated input', () => generatedInputContract(subject));
  });
}
