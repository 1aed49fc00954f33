import { EventCodec, EventStore } from '@daybook/event-store';
import {
  AggregateRegistry,
  AggregateSnapshots,
  configuredSchema,
  declaredParts,
  type DeclaredParts,
  KeptReadModels,
  type OperatorNeeds,
  OperatorStart,
  Orphans,
  ProjectionOperations,
  ProjectionRegistry,
  ReactionRegistry,
  Retirement,
  SagaOperations,
  ScheduledRuns,
  StoreLocation,
  StreamCopying,
  SubscriptionStatuses,
} from '@daybook/nestjs';
import {
  type DynamicModule,
  type INestApplicationContext,
  type LoggerService,
  Module,
  type Type,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { RowsInMemory } from '../operations/projections/rows-in-memory.error.js';
import type { ApplicationModule } from './application-source.js';
import { ApplicationWithoutDaybook } from './application-without-daybook.error.js';

/** What a command finds in an application. */
export interface OpenedApplication {
  readonly store: EventStore;
  readonly codec: EventCodec;
  readonly location: StoreLocation;
  readonly aggregates: AggregateRegistry;
  readonly snapshots: AggregateSnapshots;
  readonly projections: ProjectionRegistry;
  readonly readModels: KeptReadModels;
  readonly runs: ScheduledRuns;
  readonly reactions: ReactionRegistry;
  readonly sagas: SagaOperations;
  readonly statuses: SubscriptionStatuses;
  readonly copying: StreamCopying;
  /** @throws RowsInMemory */
  readonly operations: () => ProjectionOperations;
  /** @throws RowsInMemory */
  readonly orphans: () => Orphans;
  /** @throws RowsInMemory */
  readonly retirement: () => Retirement;
}

/** Where a command is with its application: none is started, it is being started, it is there. */
export type ApplicationPhase = 'none' | 'opening' | 'open';

@Module({})
class OperatorModule {}

@Module({})
class OperatedApplication {}

/** The application of a command: started when the command asks for it, without HTTP and without loops. */
export class Application {
  #context: INestApplicationContext | undefined;

  constructor(
    private readonly module: () => Promise<ApplicationModule>,
    private readonly needs: OperatorNeeds,
    private readonly logger: LoggerService,
    private readonly reached: (phase: ApplicationPhase) => void,
  ) {}

  /** @throws ApplicationWithoutDaybook, and whatever stops a start */
  async open(): Promise<OpenedApplication> {
    const root = operated(await this.module(), new OperatorStart(this.needs));
    this.reached('opening');
    const context = await NestFactory.createApplicationContext(root, { logger: this.logger, abortOnError: false });
    this.#context = context;
    this.reached('open');
    return {
      store: found(context, EventStore),
      codec: found(context, EventCodec),
      location: found(context, StoreLocation),
      aggregates: found(context, AggregateRegistry),
      snapshots: found(context, AggregateSnapshots),
      projections: found(context, ProjectionRegistry),
      readModels: found(context, KeptReadModels),
      runs: found(context, ScheduledRuns),
      reactions: found(context, ReactionRegistry),
      sagas: found(context, SagaOperations),
      statuses: found(context, SubscriptionStatuses),
      copying: found(context, StreamCopying),
      operations: () => onRecord(context, ProjectionOperations),
      orphans: () => onRecord(context, Orphans),
      retirement: () => onRecord(context, Retirement),
    };
  }

  /** The schema that the application's module names; nothing is started for it. Undefined if that is not known before. */
  async schema(): Promise<string | undefined> {
    return this.needs.schema ?? configuredSchema(await this.module());
  }

  /** What the application declares; nothing is started for it. */
  async declared(): Promise<DeclaredParts> {
    return declaredParts(await this.module());
  }

  async close(): Promise<void> {
    await this.#context?.close();
  }
}

function operated(application: ApplicationModule, start: OperatorStart): DynamicModule {
  const providers = [{ provide: OperatorStart, useValue: start }];
  const beside: DynamicModule = { module: OperatorModule, global: true, providers, exports: [OperatorStart] };
  return { module: OperatedApplication, imports: [application, beside] };
}

/** What goes by the record of generations, which rows in memory have none of. */
function onRecord<T>(context: INestApplicationContext, token: abstract new (...args: never[]) => T): T {
  const provided: T | undefined = found(context, token);
  if (provided === undefined) throw new RowsInMemory();
  return provided;
}

function found<T>(context: INestApplicationContext, token: abstract new (...args: never[]) => T): T {
  try {
    return context.get<T>(token as unknown as Type<T>, { strict: false });
  } catch (cause) {
    throw new ApplicationWithoutDaybook(cause);
  }
}
