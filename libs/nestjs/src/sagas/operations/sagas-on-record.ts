import type { EventStore, SagaAddress, SagaPage, SagaRecord, SagaStore } from '@daybook/event-store';
import type { SagaRegistry } from '../saga-registry.js';
import { NoSuchSaga } from './no-such-saga.error.js';
import type { ParkedOfSagas } from './parked-of-sagas.js';
import { SagaInstanceMissing } from './saga-instance-missing.error.js';
import type { SagaOverview } from './saga-overview.js';
import type { SagaReport } from './saga-report.js';

/** Where it is looked. */
export interface RecordParts {
  readonly store: Pick<EventStore, 'sagas'>;
  readonly sagas: Pick<SagaRegistry, 'all' | 'find'>;
}

/** Sagas as operators see them: what is kept of them, what is parked for them, and what this release knows of them. */
export class SagasOnRecord {
  constructor(
    private readonly parts: RecordParts,
    private readonly parked: ParkedOfSagas,
  ) {}

  /** Throws NoSuchSaga. */
  async list(page: SagaPage = {}): Promise<readonly SagaRecord[]> {
    const found = await this.#sagas.list(page);
    if (found.length === 0 && page.saga !== undefined) await this.#assertSaga(page.saga);
    return found;
  }

  /** Throws NoSuchSaga. */
  async overview(saga?: string): Promise<readonly SagaOverview[]> {
    const counts = await this.#sagas.counts();
    const readers = await this.parked.readers();
    const declared = this.parts.sagas.all();
    const names = new Set([
      ...declared.map(({ name }) => name),
      ...counts.map((count) => count.saga),
      ...readers.keys(),
    ]);
    if (saga !== undefined && !names.has(saga)) throw new NoSuchSaga(saga, [...names].sort());
    const found: SagaOverview[] = [];
    for (const name of saga === undefined ? [...names].sort() : [saga]) {
      const reader = readers.get(name);
      const keys = reader === undefined || reader.parkedEvents === 0 ? [] : [...(await this.parked.keys(name))];
      found.push({
        ...{ saga: name, reader },
        versions: this.parts.sagas.find(name)?.versions ?? [],
        counts: counts.filter((count) => count.saga === name),
        parked: keys.map(([key, events]) => ({ key, events })).sort((a, b) => (a.key < b.key ? -1 : 1)),
      });
    }
    return found;
  }

  /** Throws NoSuchSaga, SagaInstanceMissing. */
  async show(address: SagaAddress): Promise<SagaReport> {
    const { saga, key } = address;
    const found = await this.#sagas.show(address);
    const parked = await this.parked.of(address, found?.record);
    if (found === undefined && parked.length === 0) throw await this.missing(address);
    const { record, steps = [], deadlines = [] } = found ?? {};
    const registered = this.parts.sagas.find(saga);
    const isKnown =
      record === undefined ? registered !== undefined : registered?.definitionFor(record.version) !== undefined;
    return { saga, key, record, steps, deadlines, parked, isKnown };
  }

  /** What is said of an instance that there is not. @throws NoSuchSaga */
  async missing(address: SagaAddress): Promise<SagaInstanceMissing> {
    await this.#assertSaga(address.saga);
    return new SagaInstanceMissing(address, await this.parked.count(address, undefined));
  }

  get #sagas(): SagaStore {
    return this.parts.store.sagas;
  }

  async #assertSaga(saga: string): Promise<void> {
    if (this.parts.sagas.find(saga) === undefined) await this.overview(saga);
  }
}
