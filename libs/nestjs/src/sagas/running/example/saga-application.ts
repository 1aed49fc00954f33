import { ManualClock } from '@daybook/domain';
import { EventStore, noValidation, type RecordedEvent, type SagaInFull, type SagaStore } from '@daybook/event-store';
import { type LoggerService, Module, type OnApplicationBootstrap, type Provider } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { AggregateRepository } from '../../../commands/aggregate-repository.js';
import { getAggregateRepositoryToken, InjectAggregateRepository } from '../../../module/aggregate-repository.token.js';
import { Daybook } from '../../../module/daybook.js';
import { DaybookModule } from '../../../module/daybook.module.js';
import type { DaybookOptions } from '../../../module/daybook-options.js';
import type { SagaClass } from '../../saga-options.js';
import { CreditPurseHandler, DebitPurseHandler, Purse, Till } from './purses.js';
import { Transfer } from './transfers.js';

/** An application with sagas, as the specs of this folder meet it. */
export interface SagaApplication {
  readonly store: EventStore;
  readonly sagas: SagaStore;
  readonly purses: AggregateRepository<Purse>;
  readonly transfers: AggregateRepository<Transfer>;
  readonly clock: ManualClock;
  readonly till: Till;
  /** What was logged, each line behind its level. */
  readonly lines: readonly string[];
  idle(timeoutMs?: number): Promise<void>;
  show(key: string, saga?: string): Promise<SagaInFull | undefined>;
  amountOf(purse: string): Promise<number>;
  eventsOf(streamId: string): Promise<readonly RecordedEvent[]>;
  close(): Promise<void>;
}

/** What things happen with before the sagas begin. */
export interface Beginnings {
  readonly purses: AggregateRepository<Purse>;
  readonly transfers: AggregateRepository<Transfer>;
}

export interface SagaApplicationOptions extends DaybookOptions {
  readonly clock?: ManualClock;
  readonly till?: Till;
  readonly providers?: readonly Provider[];
  readonly bus?: boolean;
  readonly poolSize?: number;
  readonly before?: (beginnings: Beginnings) => Promise<void>;
}

/** @param url of a database; in memory without one */
export async function sagaApplication(
  sagas: readonly SagaClass[],
  url?: string,
  {
    clock = new ManualClock(),
    till = new Till(),
    providers = [],
    bus = true,
    poolSize = 10,
    before,
    ...options
  }: SagaApplicationOptions = {},
): Promise<SagaApplication> {
  const store = url === undefined ? 'memory' : 'postgres';
  const own: DaybookOptions = { store, validation: noValidation, migrations: 'check', clock, ...options };
  const typeOrm =
    url === undefined ? [] : [TypeOrmModule.forRoot({ type: 'postgres', url, poolSize, retryAttempts: 0 })];
  const feature = DaybookModule.forFeature({ aggregates: [Purse, Transfer], sagas });
  @Module({
    imports: [...typeOrm, DaybookModule.forRoot(own), ...(bus ? [CqrsModule.forRoot()] : []), feature],
    providers: [
      { provide: Till, useValue: till },
      ...(bus ? [DebitPurseHandler, CreditPurseHandler] : []),
      ...providers,
    ],
  })
  class WithSagas implements OnApplicationBootstrap {
    constructor(
      @InjectAggregateRepository(Purse) readonly purses: AggregateRepository<Purse>,
      @InjectAggregateRepository(Transfer) readonly transfers: AggregateRepository<Transfer>,
    ) {}

    /** Loops begin when everything else has. */
    async onApplicationBootstrap(): Promise<void> {
      await before?.(this);
    }
  }
  const lines: string[] = [];
  const application = await NestFactory.createApplicationContext(WithSagas, {
    logger: logInto(lines),
    abortOnError: false,
  });
  const events = application.get(EventStore);
  const purses = application.get<AggregateRepository<Purse>>(getAggregateRepositoryToken(Purse), { strict: false });
  return {
    store: events,
    sagas: events.sagas,
    purses,
    transfers: application.get(getAggregateRepositoryToken(Transfer), { strict: false }),
    clock,
    till,
    lines,
    idle: (timeoutMs = 30_000) => application.get(Daybook).whenIdle({ timeoutMs }),
    show: (key, saga = 'transfer') => events.sagas.show({ saga, key }),
    amountOf: async (purse) => (await purses.load(purse)).amount,
    eventsOf: async (streamId) => {
      const found: RecordedEvent[] = [];
      for await (const event of events.readStream(streamId)) found.push(event);
      return found;
    },
    close: () => application.close(),
  };
}

function logInto(lines: string[]): LoggerService {
  const level = (name: string) => (text: unknown) => void lines.push(`${name}: ${String(text)}`);
  return {
    debug: level('debug'),
    verbose: () => undefined,
    log: level('log'),
    warn: level('warn'),
    error: level('error'),
    fatal: level('fatal'),
  };
}
