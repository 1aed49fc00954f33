import { assertValidName } from '@daybook/domain';
import { sagaStatuses } from './check-saga-change.js';
import {
  checkAddress,
  checkedMoment,
  checkKey,
  checkList,
  checkMilliseconds,
  checkOneOf,
  checkText,
  checkWhole,
} from './check-saga.js';
import type { SagaOutset } from './saga-history-store.js';
import type { SagaReader } from './saga-reader.js';
import type { ClaimedStep } from './saga-step.js';
import type { FailedAttempt, FinishedSagas, KnownSaga, SagaPage, StepsWanted } from './saga-store.js';

/** Throws InvalidName, InvalidSaga. */
export function checkKnown(sagas: readonly KnownSaga[]): void {
  checkList('sagas', sagas);
  sagas.forEach(({ saga, versions }, at) => {
    assertValidName(saga, `sagas[${at}].saga`);
    checkList(`sagas[${at}].versions`, versions);
    versions.forEach((version, of) => checkWhole(`sagas[${at}].versions[${of}]`, version, 1));
  });
}

/** Throws InvalidName, InvalidSaga. */
export function checkWanted({ process, sagas, limit, leaseMs }: StepsWanted): void {
  assertValidName(process, 'process');
  checkKnown(sagas);
  checkWhole('limit', limit, 1);
  checkMilliseconds('leaseMs', leaseMs, 1);
}

/** Throws InvalidName, InvalidSaga. */
export function checkRenewal(process: string, claims: readonly string[], leaseMs: number): void {
  assertValidName(process, 'process');
  checkList('claims', claims);
  checkMilliseconds('leaseMs', leaseMs, 1);
}

/** Answers the claims, each once. Throws InvalidName, InvalidSaga. */
export function checkedDone(claims: readonly ClaimedStep[], at: Date): readonly ClaimedStep[] {
  checkList('claims', claims);
  claims.forEach((claim, place) => checkAddress(claim, `claims[${place}].`));
  checkedMoment('at', at);
  return [...new Map(claims.map((claim) => [claim.claim, claim])).values()];
}

/** Throws InvalidSaga. */
export function checkAttempt({ failure, againInMs }: FailedAttempt): void {
  checkText('failure', failure);
  if (againInMs !== undefined) checkMilliseconds('againInMs', againInMs, 0);
}

/** Throws InvalidName, InvalidSaga. */
export function checkDue(sagas: readonly KnownSaga[], now: Date, limit: number): void {
  checkKnown(sagas);
  checkedMoment('now', now);
  checkWhole('limit', limit, 1);
}

/** Throws InvalidName, InvalidSaga. */
export function checkHolding(saga: string, after: string | undefined, limit: number): void {
  assertValidName(saga, 'saga');
  if (after !== undefined) checkKey('after', after);
  checkWhole('limit', limit, 1);
}

/** Throws InvalidName. */
export function checkReader({ saga, subscription }: SagaReader): void {
  assertValidName(saga, 'saga');
  assertValidName(subscription, 'subscription');
}

/** Throws InvalidSaga. */
export function checkOutset({ id }: Pick<SagaOutset, 'id'>): void {
  checkText('outset.id', id);
}

/** Throws InvalidName, InvalidSaga. */
export function checkFinished(reader: SagaReader, { before, limit }: FinishedSagas): void {
  checkReader(reader);
  checkedMoment('before', before);
  checkWhole('limit', limit, 1);
}

/** Throws InvalidName, InvalidSaga. */
export function checkKeys(saga: string, keys: readonly string[]): void {
  assertValidName(saga, 'saga');
  checkList('keys', keys);
  keys.forEach((key, at) => checkKey(`keys[${at}]`, key));
}

/** Answers how many are meant. Throws InvalidName, InvalidSaga. */
export function checkSagaPage({ saga, status, after, limit = 100 }: SagaPage): number {
  if (saga !== undefined) assertValidName(saga, 'saga');
  if (status !== undefined) checkOneOf('status', status, sagaStatuses);
  if (after !== undefined) checkAddress(after, 'after.');
  checkWhole('limit', limit, 1);
  return limit;
}
