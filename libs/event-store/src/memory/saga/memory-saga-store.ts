import { assertValidName } from '@daybook/domain';
import { AsyncLocalStorage } from 'node:async_hooks';
import { checkedChanges } from '../../saga/check-saga-change.js';
import {
  checkAttempt,
  checkedDone,
  checkDue,
  checkFinished,
  checkKeys,
  checkKnown,
  checkRenewal,
  checkSagaPage,
  checkWanted,
} from '../../saga/check-saga-request.js';
import { checkAddress, checkList, refused } from '../../saga/check-saga.js';
import type { HeldSaga, SagaChange } from '../../saga/saga-change.js';
import { SagaConflict } from '../../saga/saga-conflict.error.js';
import type { DueDeadline } from '../../saga/saga-deadline.js';
import type { SagaReader } from '../../saga/saga-reader.js';
import type { SagaAddress, SagaRecord } from '../../saga/saga-record.js';
import type { ClaimedStep } from '../../saga/saga-step.js';
import {
  type DoneStep,
  type FailedAttempt,
  type FinishedSagas,
  type KnownSaga,
  type SagaCounts,
  type SagaInFull,
  type SagaPage,
  SagaStore,
  type StepsWanted,
} from '../../saga/saga-store.js';
import type { EntityManager } from '../../stream/transaction.js';
import type { MemoryLog } from '../memory-log.js';
import { checkedChangeOf } from './checked-change-of.js';
import { MemoryHolds } from './memory-holds.js';
import { MemorySagaHistory } from './memory-saga-history.js';
import { MemorySaga, nameOf } from './memory-saga.js';
import { byAddress } from './saga-order.js';
import { countsOf } from './saga-counts.js';
import type { SagaReaders } from './saga-readers.js';

/**
 * Sagas in the process's memory. It knows no transactions: `change` is whole, but what `write` has written stays. An instance
 * that was taken by `held` is held until it is written, or until the caller has come to wait for something else.
 */
export class MemorySagaStore extends SagaStore {
  readonly #kept = new Map<string, MemorySaga>();
  readonly #holds = new MemoryHolds();
  readonly #history: MemorySagaHistory;
  readonly #pruned = new Set<string>();
  /** The idempotency keys that the change around a call has used up. */
  readonly #spent = new AsyncLocalStorage<string[]>();

  /** @param readers the subscriptions that are on record */
  constructor(
    private readonly log: Pick<MemoryLog, 'spend' | 'giveBack'>,
    private readonly readers: SagaReaders,
  ) {
    super();
    this.#history = new MemorySagaHistory(this.#kept, readers);
  }

  async held(addresses: readonly SagaAddress[], _manager: EntityManager | undefined): Promise<readonly HeldSaga[]> {
    checkList('addresses', addresses);
    addresses.forEach((address, at) => checkAddress(address, `addresses[${at}].`));
    const names = [...new Map([...addresses].sort(byAddress).map((address) => [nameOf(address), address])).keys()];
    await this.#holds.take(names, (name) => this.#kept.get(name)?.revision);
    return names.flatMap((name) => this.#kept.get(name)?.held ?? []);
  }

  async correlated(
    saga: string,
    correlationIds: readonly string[],
    _manager: EntityManager | undefined,
  ): Promise<readonly { readonly key: string; readonly correlationId: string }[]> {
    assertValidName(saga, 'saga');
    const its = this.#sorted().filter((kept) => kept.isFollowed && kept.address.saga === saga);
    const found = its.map(({ record: { key, correlationId } }) => ({ key, correlationId }));
    return found.filter(({ correlationId }) => correlationIds.includes(correlationId));
  }

  async write(changes: readonly SagaChange[], _manager: EntityManager | undefined): Promise<void> {
    const checked = checkedChanges(changes);
    for (const { record } of checked) {
      const name = nameOf(record);
      if (!this.#holds.isAsTaken(name, this.#kept.get(name)?.revision)) throw new SagaConflict(record);
    }
    this.#writeAll(checked);
    for (const { record } of checked) this.#holds.written(nameOf(record));
  }

  async change<R>(
    address: SagaAddress,
    work: (
      held: HeldSaga | undefined,
      manager: EntityManager | undefined,
    ) => Promise<{ readonly change: SagaChange | undefined; readonly result: R }>,
  ): Promise<R> {
    checkAddress(address);
    const name = nameOf(address);
    const end = await this.#holds.turn(name);
    const spent: string[] = [];
    try {
      const done = await this.#spent.run(spent, () => work(this.#kept.get(name)?.held, undefined));
      if (done.change !== undefined) this.#writeAll(checkedChangeOf(address, done.change));
      return done.result;
    } catch (error) {
      for (const key of spent) this.log.giveBack(key);
      throw error;
    } finally {
      end();
    }
  }

  async claim(wanted: StepsWanted): Promise<readonly ClaimedStep[]> {
    checkWanted(wanted);
    const { process, sagas, limit, leaseMs } = wanted;
    const now = performance.now();
    const ready = [...this.#kept.values()].filter(({ nextAt = Infinity }) => nextAt <= now);
    return ready
      .filter((kept) => kept.isOf(sagas))
      .sort((a, b) => Number(a.nextAt) - Number(b.nextAt))
      .slice(0, limit)
      .flatMap((kept) => kept.claim(process, leaseMs) ?? []);
  }

  async renew(process: string, claims: readonly string[], leaseMs: number): Promise<ReadonlySet<string>> {
    checkRenewal(process, claims, leaseMs);
    const asked = new Set(claims);
    return new Set([...this.#kept.values()].flatMap((kept) => kept.renew(process, asked, leaseMs) ?? []));
  }

  async stands(claim: ClaimedStep, _manager: EntityManager | undefined): Promise<boolean> {
    return this.#claimed(claim) !== undefined;
  }

  async spend(idempotencyKey: string, _manager: EntityManager | undefined): Promise<boolean> {
    assertValidName(idempotencyKey, 'idempotencyKey');
    const outcome = this.log.spend(idempotencyKey);
    if (outcome === 'spent') this.#spent.getStore()?.push(idempotencyKey);
    return outcome !== 'used';
  }

  async done(claims: readonly ClaimedStep[], at: Date): Promise<readonly DoneStep[]> {
    const done: DoneStep[] = [];
    for (const claim of checkedDone(claims, at)) {
      const end = await this.#holds.turn(nameOf(claim));
      const kept = this.#claimed(claim);
      if (kept?.isFollowedByNothing === true) done.push({ claim: claim.claim, goesOn: kept.done(at) });
      end();
    }
    return done;
  }

  async failed(claim: ClaimedStep, attempt: FailedAttempt): Promise<boolean> {
    checkAttempt(attempt);
    const end = await this.#holds.turn(nameOf(claim));
    try {
      const kept = this.#claimed(claim);
      kept?.fail(claim, attempt);
      return kept !== undefined;
    } finally {
      end();
    }
  }

  async release(claims: readonly ClaimedStep[]): Promise<void> {
    for (const claim of claims) {
      const end = await this.#holds.turn(nameOf(claim));
      this.#claimed(claim)?.release(claim);
      end();
    }
  }

  async nextAttemptInMs(sagas: readonly KnownSaga[]): Promise<number | undefined> {
    checkKnown(sagas);
    const now = performance.now();
    const known = [...this.#kept.values()].filter((kept) => kept.isOf(sagas));
    const times = known.flatMap(({ nextAt }) => (nextAt === undefined || nextAt <= now ? [] : nextAt - now));
    return times.length === 0 ? undefined : Math.ceil(Math.min(...times));
  }

  async due(sagas: readonly KnownSaga[], now: Date, limit: number): Promise<readonly DueDeadline[]> {
    checkDue(sagas, now, limit);
    return this.#deadlines(sagas)
      .filter(({ dueAt }) => dueAt <= now)
      .slice(0, limit);
  }

  async nextDeadline(sagas: readonly KnownSaga[]): Promise<Date | undefined> {
    checkKnown(sagas);
    return this.#deadlines(sagas)[0]?.dueAt;
  }

  get history(): MemorySagaHistory {
    return this.#history;
  }

  async list(page: SagaPage = {}): Promise<readonly SagaRecord[]> {
    const limit = checkSagaPage(page);
    const { after } = page;
    const its = this.#sorted().filter((kept) => kept.isOn(page));
    const behind = after === undefined ? its : its.filter(({ address }) => byAddress(address, after) > 0);
    return behind.slice(0, limit).map(({ record }) => record);
  }

  async show(address: SagaAddress): Promise<SagaInFull | undefined> {
    checkAddress(address);
    return this.#kept.get(nameOf(address))?.inFull;
  }

  async counts(): Promise<readonly SagaCounts[]> {
    return countsOf(this.#sorted());
  }

  async prune(reader: SagaReader, finished: FinishedSagas): Promise<number> {
    checkFinished(reader, finished);
    const parked = this.readers.find(reader.subscription)?.parked.keys();
    const gone = [...this.#kept.values()]
      .filter(({ address, isOver }) => address.saga === reader.saga && isOver)
      .map(({ record }) => record)
      .filter(({ changedAt }) => changedAt < finished.before)
      .filter(({ key, correlationId }) => parked?.has(key) !== true && parked?.has(correlationId) !== true)
      .sort((a, b) => Number(a.changedAt) - Number(b.changedAt))
      .slice(0, finished.limit)
      .map(nameOf);
    for (const name of gone) {
      this.#kept.delete(name);
      this.#pruned.add(name);
    }
    return gone.length;
  }

  async pruned(
    saga: string,
    keys: readonly string[],
    _manager: EntityManager | undefined,
  ): Promise<ReadonlySet<string>> {
    checkKeys(saga, keys);
    return new Set(keys.filter((key) => this.#pruned.has(nameOf({ saga, key }))));
  }

  #writeAll(checked: readonly SagaChange[]): void {
    const pairs = checked.map((change) => {
      const kept = this.#kept.get(nameOf(change.record)) ?? new MemorySaga(change.record);
      const number = kept.unmovable(change);
      if (number !== undefined)
        throw refused('moved', number, 'steps that there are, and a turn to what is to be sent');
      return [kept, change] as const;
    });
    for (const [kept, change] of pairs) {
      kept.write(change);
      this.#kept.set(nameOf(kept.address), kept);
    }
  }

  #claimed({ claim, ...address }: ClaimedStep): MemorySaga | undefined {
    const kept = this.#kept.get(nameOf(address));
    return kept?.isClaimedAs(claim) === true ? kept : undefined;
  }

  /** Those of instances that can go on, the first to fall due first. */
  #deadlines(sagas: readonly KnownSaga[]): readonly DueDeadline[] {
    const known = this.#sorted().filter((kept) => !kept.isStuck && kept.isOf(sagas));
    const all = known.flatMap(({ address: { saga, key }, deadlines }) =>
      deadlines.map((deadline) => ({ saga, key, ...deadline })),
    );
    return all.sort((a, b) => Number(a.dueAt) - Number(b.dueAt));
  }

  #sorted(): readonly MemorySaga[] {
    return [...this.#kept.values()].sort((a, b) => byAddress(a.address, b.address));
  }
}
