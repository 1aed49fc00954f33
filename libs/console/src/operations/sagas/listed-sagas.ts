import type { SagaAddress, SagaStatus } from '@daybook/event-store';
import type { SagaOperations, SagaOverview, SubscriptionsReport } from '@daybook/nestjs';
import { type ReaderView, readersOnRecord } from '../readers/reader-view.js';
import { type SagaInstanceView, instanceView } from './saga-view.js';

/** A saga as operators see it. */
export interface ListedSaga extends Omit<SagaOverview, 'reader'> {
  /** How it reads the log; null if nobody has run it yet. */
  readonly reader: ReaderView | null;
}

/** The sagas that are meant, and their instances. */
export interface ListedSagas {
  readonly sagas: readonly ListedSaga[];
  /** How many instances are meant, however many are listed. */
  readonly matching: number;
  /** The first of them, by saga and key. */
  readonly instances: readonly SagaInstanceView[];
}

/** Which instances are meant. */
export interface ListSagasOptions {
  /** Default: all. */
  readonly saga?: string | undefined;
  readonly status?: SagaStatus | undefined;
  /** Only those that are stuck. Default: all. */
  readonly stuck?: boolean | undefined;
  /** Behind which of them to go on. */
  readonly after?: SagaAddress | undefined;
  /** At most so many are listed. Default 100. */
  readonly limit?: number | undefined;
}

/** From what it is told how sagas are. */
export interface ListedSagasParts {
  readonly sagas: Pick<SagaOperations, 'list' | 'overview'>;
  readonly statuses: { all(): Promise<SubscriptionsReport> };
}

/** How the sagas are, and which instances there are of them. @throws NoSuchSaga */
export async function listedSagas(
  { sagas, statuses }: ListedSagasParts,
  options: ListSagasOptions = {},
): Promise<ListedSagas> {
  const overviews = await sagas.overview(options.saga);
  const readers = new Map(readersOnRecord(await statuses.all()).map((reader) => [reader.name, reader]));
  const { status, stuck } = options;
  const meant = overviews
    .flatMap(({ counts }) => counts)
    .filter((count) => (status === undefined || count.status === status) && (stuck !== true || count.stuck));
  return {
    sagas: overviews.map(({ reader, ...overview }) => ({
      ...overview,
      reader: (reader && readers.get(reader.name)) ?? null,
    })),
    matching: meant.reduce((sum, { instances }) => sum + instances, 0),
    instances: (await sagas.list({ ...options, stuck: stuck === true ? true : undefined })).map((record) =>
      instanceView(record),
    ),
  };
}

/** Whether somebody has to look at a saga: an instance is stuck, an event waits, or it does not read the log. */
export function needsCare({ counts, parked, reader }: ListedSaga): boolean {
  const standsStill = reader !== null && ['failed', 'paused', 'awaiting-release'].includes(reader.state);
  return standsStill || parked.length > 0 || counts.some(({ stuck }) => stuck);
}
