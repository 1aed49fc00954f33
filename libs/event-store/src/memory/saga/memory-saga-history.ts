import { randomUUID } from 'node:crypto';
import { checkHolding, checkKeys, checkOutset, checkReader } from '../../saga/check-saga-request.js';
import { checkWhole, notOnRecord } from '../../saga/check-saga.js';
import { SagaHistoryStore, type SagaOutset } from '../../saga/saga-history-store.js';
import type { SagaReader } from '../../saga/saga-reader.js';
import type { EntityManager } from '../../stream/transaction.js';
import { type MemorySaga, nameOf } from './memory-saga.js';
import { byBytes } from './saga-order.js';
import type { SagaReaders } from './saga-readers.js';

/** The outsets of sagas in the process's memory. */
export class MemorySagaHistory extends SagaHistoryStore {
  readonly #outsets = new Map<string, SagaOutset & { readonly of: object }>();

  /**
   * @param kept the instances, by their names
   * @param readers the subscriptions that are on record
   */
  constructor(
    private readonly kept: ReadonlyMap<string, MemorySaga>,
    private readonly readers: SagaReaders,
  ) {
    super();
  }

  async outset(reader: SagaReader, effectsFrom: number): Promise<SagaOutset> {
    checkReader(reader);
    checkWhole('effectsFrom', effectsFrom, 0, Number.MAX_SAFE_INTEGER);
    const of = this.readers.find(reader.subscription);
    if (of === undefined) throw notOnRecord(reader);
    const known = this.#known(reader);
    if (known !== undefined) return known;
    const fresh = { id: randomUUID(), effectsFrom, hasCaughtUp: false };
    this.#outsets.set(reader.saga, { ...fresh, of });
    return fresh;
  }

  async known(reader: SagaReader, _manager: EntityManager | undefined): Promise<SagaOutset | undefined> {
    checkReader(reader);
    return this.#known(reader);
  }

  async holding(saga: string, after: string | undefined, limit: number): Promise<readonly string[]> {
    checkHolding(saga, after, limit);
    const its = [...this.kept.values()].filter(({ address, isHolding }) => address.saga === saga && isHolding);
    const keys = its.map(({ address: { key } }) => key).sort(byBytes);
    return keys.filter((key) => after === undefined || byBytes(key, after) > 0).slice(0, limit);
  }

  async waiting(
    reader: SagaReader,
    keys: readonly string[],
    _manager: EntityManager | undefined,
  ): Promise<ReadonlySet<string>> {
    checkReader(reader);
    checkKeys(reader.saga, keys);
    const { saga, subscription } = reader;
    const { effectsFrom = 0 } = this.#known(reader) ?? {};
    const parked = this.readers.find(subscription)?.parked.list({}) ?? [];
    const history = parked.filter(({ position }) => position <= effectsFrom);
    const under = new Set(history.map(({ key }) => key));
    const isUnclear = history.some(({ key, streamId }) => key === streamId && !this.kept.has(nameOf({ saga, key })));
    const waits = (key: string): boolean => {
      const correlationId = this.kept.get(nameOf({ saga, key }))?.record.correlationId;
      return isUnclear || under.has(key) || (correlationId !== undefined && under.has(correlationId));
    };
    return new Set(keys.filter(waits));
  }

  async caughtUp(reader: SagaReader, outset: Pick<SagaOutset, 'id'>): Promise<boolean> {
    checkReader(reader);
    checkOutset(outset);
    const known = this.#outsets.get(reader.saga);
    if (known === undefined || this.#known(reader)?.id !== outset.id) return false;
    this.#outsets.set(reader.saga, { ...known, hasCaughtUp: true });
    return true;
  }

  /** That of a subscription that was removed, or put on record anew, is none. */
  #known({ saga, subscription }: SagaReader): SagaOutset | undefined {
    const known = this.#outsets.get(saga);
    if (known === undefined || known.of !== this.readers.find(subscription)) return undefined;
    const { of: _, ...told } = known;
    return told;
  }
}
