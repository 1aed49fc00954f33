import { checkHolding, checkKeys, checkOutset, checkReader } from '../../saga/check-saga-request.js';
import { checkWhole, notOnRecord } from '../../saga/check-saga.js';
import { SagaHistoryStore, type SagaOutset } from '../../saga/saga-history-store.js';
import type { SagaReader } from '../../saga/saga-reader.js';
import type { EntityManager } from '../../stream/transaction.js';
import type { TextRow } from '../connection.js';
import type { QueryIn } from '../query-in.js';
import { reading } from '../read-error.js';
import type { Statements } from '../statements.js';
import type { NamedStatements } from '../subscription/named-statements.js';

/** The outsets of sagas beside the subscriptions by which they read. */
export class PostgresSagaHistory extends SagaHistoryStore {
  constructor(
    private readonly statements: NamedStatements,
    private readonly inTransaction: { readonly statements: Statements; readonly queryIn: QueryIn },
  ) {
    super();
  }

  async outset(reader: SagaReader, effectsFrom: number): Promise<SagaOutset> {
    checkReader(reader);
    checkWhole('effectsFrom', effectsFrom, 0, Number.MAX_SAFE_INTEGER);
    const values = [reader.saga, reader.subscription, effectsFrom];
    const [row] = await this.statements.ask('keeping where a saga begins', 'saga_outset', values);
    if (row === undefined) throw notOnRecord(reader);
    return outsetOf(row);
  }

  async known(reader: SagaReader, manager: EntityManager | undefined): Promise<SagaOutset | undefined> {
    checkReader(reader);
    const [row] = await this.#in(manager, 'looking where a saga begins', 'known_outset', [
      reader.saga,
      reader.subscription,
    ]);
    return row && outsetOf(row);
  }

  async holding(saga: string, after: string | undefined, limit: number): Promise<readonly string[]> {
    checkHolding(saga, after, limit);
    const rows = await this.statements.ask('looking for held steps', 'holding_sagas', [saga, after ?? null, limit]);
    return rows.map(([key]) => key ?? '');
  }

  async waiting(
    reader: SagaReader,
    keys: readonly string[],
    manager: EntityManager | undefined,
  ): Promise<ReadonlySet<string>> {
    checkReader(reader);
    checkKeys(reader.saga, keys);
    if (keys.length === 0) return new Set();
    const values = [reader.saga, reader.subscription, keys];
    const rows = await this.#in(manager, 'looking for parked history', 'waiting_sagas', values);
    return new Set(rows.map(([key]) => key ?? ''));
  }

  async caughtUp(reader: SagaReader, outset: Pick<SagaOutset, 'id'>): Promise<boolean> {
    checkReader(reader);
    checkOutset(outset);
    const values = [reader.saga, reader.subscription, outset.id];
    return (await this.statements.ask('keeping that a saga has caught up', 'saga_caught_up', values)).length > 0;
  }

  #in(
    manager: EntityManager | undefined,
    operation: string,
    name: 'known_outset' | 'waiting_sagas',
    values: readonly unknown[],
  ): Promise<readonly TextRow[]> {
    const { statements, queryIn } = this.inTransaction;
    return reading(operation, () => queryIn(manager)(statements[name], values));
  }
}

function outsetOf([id, effectsFrom, hasCaughtUp]: TextRow): SagaOutset {
  return { id: id ?? '', effectsFrom: Number(effectsFrom), hasCaughtUp: hasCaughtUp === 't' };
}
