import { assertValidName } from '@daybook/domain';
import { setTimeout as sleep } from 'node:timers/promises';
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
import { spentKey } from '../../stream/idempotency.js';
import type { EntityManager } from '../../stream/transaction.js';
import { isKey } from '../../subscription/is-key.js';
import { plainArray } from '../array-text.js';
import type { TextRow } from '../connection.js';
import type { QueryIn } from '../query-in.js';
import { reading } from '../read-error.js';
import type { StatementName, Statements } from '../statements.js';
import { NamedStatements } from '../subscription/named-statements.js';
import type { SingleStatements } from '../subscription/single-statements.js';
import { storedText } from '../subscription/stored-text.js';
import { TransactionConflict } from '../transaction-conflict.error.js';
import type { Transactions } from '../transactions.js';
import { changeValues } from './change-values.js';
import { HeldSagas } from './held-sagas.js';
import { needed } from './needed-manager.js';
import { pairsOf } from './known-pairs.js';
import { PostgresSagaHistory } from './postgres-saga-history.js';
import {
  claimOf,
  countOf,
  dueOf,
  heldOf,
  inFullOf,
  recordOf,
  type ToldClaim,
  type ToldHeld,
  type ToldInFull,
  type ToldRecord,
} from './saga-records.js';

/** What the sagas on PostgreSQL are kept with. */
export interface PostgresSagaStoreParts {
  readonly statements: Statements;
  readonly single: SingleStatements;
  readonly transactions: Transactions;
  readonly queryIn: QueryIn;
}

const attempts = 5;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Sagas in the schema of the log, so that what becomes of them is committed with the checkpoint of those who read it. */
export class PostgresSagaStore extends SagaStore {
  readonly #statements: NamedStatements;
  readonly #history: PostgresSagaHistory;
  readonly #held = new HeldSagas();

  constructor(private readonly parts: PostgresSagaStoreParts) {
    super();
    this.#statements = new NamedStatements(parts.statements, parts.single);
    this.#history = new PostgresSagaHistory(this.#statements, parts);
  }

  async held(addresses: readonly SagaAddress[], manager: EntityManager | undefined): Promise<readonly HeldSaga[]> {
    checkList('addresses', addresses);
    addresses.forEach((address, at) => checkAddress(address, `addresses[${at}].`));
    return (await this.#hold(addresses, needed(manager))).map(heldOf);
  }

  async correlated(
    saga: string,
    correlationIds: readonly string[],
    manager: EntityManager | undefined,
  ): Promise<readonly { readonly key: string; readonly correlationId: string }[]> {
    assertValidName(saga, 'saga');
    // What cannot be kept is nobody's.
    const ids = correlationIds.filter(isKey);
    if (ids.length === 0) return [];
    const rows = await this.#in(manager, 'finding sagas', 'correlated_sagas', [saga, ids]);
    return rows.map(([key, correlationId]) => ({ key: key ?? '', correlationId: correlationId ?? '' }));
  }

  async write(changes: readonly SagaChange[], manager: EntityManager | undefined): Promise<void> {
    const checked = checkedChanges(changes);
    const transaction = needed(manager);
    if (checked.length === 0) return;
    const values = changeValues(checked, (address) => !this.#held.has(transaction, address));
    const [[unmovable] = []] = await this.#in(transaction, 'writing sagas', 'write_sagas', values);
    if (unmovable != null) {
      throw refused('moved', Number(unmovable), 'steps that there are, and a turn to what is to be sent');
    }
    this.#held.forget(transaction);
    for (const { record } of checked) this.#held.add(transaction, record);
  }

  async change<R>(
    address: SagaAddress,
    work: (
      held: HeldSaga | undefined,
      manager: EntityManager | undefined,
    ) => Promise<{ readonly change: SagaChange | undefined; readonly result: R }>,
  ): Promise<R> {
    checkAddress(address);
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.parts.transactions.run(async (manager) => {
          const [told] = await this.#hold([address], manager);
          this.#held.knows(manager, address, told?.claim ?? undefined);
          const { change, result } = await work(told && heldOf(told), manager);
          if (change !== undefined) {
            const { saga, key } = change.record;
            if (saga !== address.saga || key !== address.key)
              throw refused('change.record', key, 'the one that is held');
            await this.write([change], manager);
          }
          return result;
        });
      } catch (error) {
        if (!(error instanceof TransactionConflict) || attempt === attempts) throw error;
        await sleep(Math.random() * 2 ** attempt);
      }
    }
  }

  async claim(wanted: StepsWanted): Promise<readonly ClaimedStep[]> {
    checkWanted(wanted);
    const { process, sagas, limit, leaseMs } = wanted;
    const values = [process, ...pairsOf(sagas), limit, leaseMs];
    const told = await this.#statements.records<ToldClaim>('claiming steps', 'claim_steps', values);
    return told.map(claimOf);
  }

  async renew(process: string, claims: readonly string[], leaseMs: number): Promise<ReadonlySet<string>> {
    checkRenewal(process, claims, leaseMs);
    const values = [process, plainArray(claims.filter((claim) => uuid.test(claim))), leaseMs];
    const rows = await this.#statements.ask('renewing claims', 'renew_steps', values);
    return new Set(rows.map(([claim]) => claim ?? ''));
  }

  async stands({ saga, key, claim }: ClaimedStep, manager: EntityManager | undefined): Promise<boolean> {
    if (!uuid.test(claim)) return false;
    const known = this.#held.isKnown(manager, { saga, key }, claim);
    if (known !== undefined) return known;
    return (await this.#in(manager, 'looking at a claim', 'claim_stands', [saga, key, claim])).length > 0;
  }

  async spend(idempotencyKey: string, manager: EntityManager | undefined): Promise<boolean> {
    assertValidName(idempotencyKey, 'idempotencyKey');
    const values = [idempotencyKey, spentKey];
    const [row] = await this.#in(needed(manager), 'using an idempotency key up', 'spend_key', values);
    return row?.[0] !== 'key-conflict';
  }

  async done(claims: readonly ClaimedStep[], at: Date): Promise<readonly DoneStep[]> {
    const known = checkedDone(claims, at).filter(({ claim }) => uuid.test(claim));
    if (known.length === 0) return [];
    const addresses = [known.map(({ saga }) => saga), known.map(({ key }) => key)];
    const values = [...addresses, plainArray(known.map(({ claim }) => claim)), at.toISOString()];
    const rows = await this.#statements.ask('keeping what was carried out', 'done_steps', values);
    return rows.map(([claim, goesOn]) => ({ claim: claim ?? '', goesOn: goesOn === 't' }));
  }

  async failed({ saga, key, claim, step }: ClaimedStep, attempt: FailedAttempt): Promise<boolean> {
    checkAttempt(attempt);
    if (!uuid.test(claim)) return false;
    const { failure, againInMs = null, counts = true } = attempt;
    const values = [saga, key, claim, step.number, storedText(failure), againInMs, counts];
    const [row] = await this.#statements.ask('keeping a failure', 'fail_step', values);
    return row?.[0] === 't';
  }

  async release(claims: readonly ClaimedStep[]): Promise<void> {
    const known = claims.filter(({ claim }) => uuid.test(claim));
    if (known.length === 0) return;
    const addresses = [known.map(({ saga }) => saga), known.map(({ key }) => key)];
    const which = [known.map(({ claim }) => claim), known.map(({ step }) => step.number)].map((list) =>
      plainArray(list),
    );
    await this.#statements.ask('releasing steps', 'release_steps', [...addresses, ...which]);
  }

  async nextAttemptInMs(sagas: readonly KnownSaga[]): Promise<number | undefined> {
    checkKnown(sagas);
    const [row] = await this.#statements.ask('looking for the next attempt', 'next_attempt', pairsOf(sagas));
    return row?.[0] == null ? undefined : Number(row[0]);
  }

  async due(sagas: readonly KnownSaga[], now: Date, limit: number): Promise<readonly DueDeadline[]> {
    checkDue(sagas, now, limit);
    const values = [...pairsOf(sagas), now.toISOString(), limit];
    const rows = await this.#statements.ask('looking for deadlines', 'due_deadlines', values);
    return rows.map(dueOf);
  }

  async nextDeadline(sagas: readonly KnownSaga[]): Promise<Date | undefined> {
    checkKnown(sagas);
    const [row] = await this.#statements.ask('looking for the next deadline', 'next_deadline', pairsOf(sagas));
    return row?.[0] == null ? undefined : new Date(Number(row[0]));
  }

  get history(): PostgresSagaHistory {
    return this.#history;
  }

  async list(page: SagaPage = {}): Promise<readonly SagaRecord[]> {
    const limit = checkSagaPage(page);
    const { saga, status, stuck, after } = page;
    const values = [saga, status, stuck, after?.saga, after?.key, limit].map((value) => value ?? null);
    const told = await this.#statements.records<ToldRecord>('listing sagas', 'list_sagas', values);
    return told.map(recordOf);
  }

  async show(address: SagaAddress): Promise<SagaInFull | undefined> {
    checkAddress(address);
    const { saga, key } = address;
    const [told] = await this.#statements.records<ToldInFull>('showing a saga', 'show_saga', [saga, key]);
    return told && inFullOf(told);
  }

  async counts(): Promise<readonly SagaCounts[]> {
    return (await this.#statements.ask('counting sagas', 'count_sagas', [])).map(countOf);
  }

  async prune(reader: SagaReader, finished: FinishedSagas): Promise<number> {
    checkFinished(reader, finished);
    const values = [reader.saga, reader.subscription, finished.before.toISOString(), finished.limit];
    const [row] = await this.#statements.ask('forgetting sagas', 'prune_sagas', values);
    return Number(row?.[0]);
  }

  async pruned(
    saga: string,
    keys: readonly string[],
    manager: EntityManager | undefined,
  ): Promise<ReadonlySet<string>> {
    checkKeys(saga, keys);
    if (keys.length === 0) return new Set();
    const rows = await this.#in(manager, 'looking for forgotten sagas', 'pruned_sagas', [saga, keys]);
    return new Set(rows.map(([key]) => key ?? ''));
  }

  async #hold(addresses: readonly SagaAddress[], manager: EntityManager): Promise<readonly ToldHeld[]> {
    if (addresses.length === 0) return [];
    const byName = addresses.map((address) => [JSON.stringify([address.saga, address.key]), address] as const);
    const once = [...new Map(byName).values()];
    const values = [once.map(({ saga }) => saga), once.map(({ key }) => key)];
    const rows = await this.#in(manager, 'holding sagas', 'hold_sagas', values);
    const told = rows.map(([json]) => JSON.parse(json ?? '') as ToldHeld);
    for (const { record } of told) this.#held.add(manager, record);
    return told;
  }

  #in(
    manager: EntityManager | undefined,
    operation: string,
    name: StatementName,
    values: readonly unknown[],
  ): Promise<readonly TextRow[]> {
    return reading(operation, () => this.parts.queryIn(manager)(this.parts.statements[name], values));
  }
}
