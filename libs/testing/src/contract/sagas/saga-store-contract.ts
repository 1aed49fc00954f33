import { afterAll, beforeAll, describe } from '@jest/globals';
import { contractCodec } from '../contract-codec.js';
import type { OpenStore } from '../contract-subject.js';
import { attemptsContract } from './attempts.contract.js';
import { sagaBadInputContract } from './bad-input.contract.js';
import { carryingOutContract } from './carrying-out.contract.js';
import { changingContract } from './changing.contract.js';
import { claimsContract } from './claims.contract.js';
import { deadlinesContract } from './deadlines.contract.js';
import { historyContract } from './history.contract.js';
import { keysContract } from './keys.contract.js';
import { sagaKeepingContract } from './keeping.contract.js';
import { sagaOperatingContract } from './operating.contract.js';
import { pruningContract } from './pruning.contract.js';
import { SagaSubject } from './saga-subject.js';
import { transactionsContract } from './transactions.contract.js';
import { turnsContract } from './turns.contract.js';

/**
 * What every adapter promises whose `EventStore` keeps sagas, as a suite for Jest. It keeps subscriptions as well: what becomes
 * of sagas is committed with the checkpoint of those who read the log.
 *
 * Open the store with the codec that is handed over: it knows the suite's events.
 *
 * @example
 * sagaStoreContract('MemoryEventStore', async (codec) => ({
 *   store: new MemoryEventStore({ codec }),
 *   close: async () => undefined,
 * }));
 */
export function sagaStoreContract(name: string, open: OpenStore): void {
  describe(name, () => {
    const subject = new SagaSubject(open);
    beforeAll(() => subject.open(contractCodec()));
    afterAll(() => subject.close());

    describe('keeping', () => sagaKeepingContract(subject));
    describe('changing', () => changingContract(subject));
    describe('transactions', () => transactionsContract(subject));
    describe('turns', () => turnsContract(subject));
    describe('claims', () => claimsContract(subject));
    describe('carrying out', () => carryingOutContract(subject));
    describe('attempts', () => attemptsContract(subject));
    describe('deadlines', () => deadlinesContract(subject));
    describe('idempotency keys', () => keysContract(subject));
    describe('history', () => historyContract(subject));
    describe('operating', () => sagaOperatingContract(subject));
    describe('pruning', () => pruningContract(subject));
    describe('bad input', () => sagaBadInputContract(subject));
  });
}
