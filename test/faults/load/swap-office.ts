import 'reflect-metadata';
import { EventStore, noValidation } from '@daybook/event-store';
import {
  type AggregateRepository,
  DaybookModule,
  getAggregateRepositoryToken,
  InjectAggregateRepository,
  UnitOfWork,
} from '@daybook/nestjs';
import { NestFactory } from '@nestjs/core';
import { CommandBus, CommandHandler, CqrsModule, type ICommandHandler } from '@nestjs/cqrs';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Chest } from './chests.js';
import { type Listening, NoteRing, Swap, SwapChests, type Swapping, type SwappingOnce } from './swaps.js';

/** What happens between the two chests of a swap, and what was begun. */
export class Between {
  readonly begun: string[] = [];
  /** Called when the first chest is changed, and not committed. */
  meet: (swap: string) => Promise<void> = () => Promise.resolve();
}

@CommandHandler(SwapChests)
class SwapChestsHandler implements ICommandHandler<SwapChests> {
  constructor(
    @InjectAggregateRepository(Chest) private readonly chests: AggregateRepository<Chest>,
    private readonly unitOfWork: UnitOfWork,
    private readonly between: Between,
  ) {}
  async execute({ swap, first, second }: SwapChests): Promise<void> {
    this.between.begun.push(swap);
    await this.unitOfWork.run(async () => {
      await this.chests.update(first, (chest) => chest.debit(1, swap));
      await this.between.meet(swap);
      await this.chests.update(second, (chest) => chest.credit(1, swap));
    });
  }
}

@CommandHandler(NoteRing)
class NoteRingHandler implements ICommandHandler<NoteRing> {
  async execute(): Promise<void> {}
}

type SwapSaga = typeof Swapping | typeof SwappingOnce | typeof Listening;

/** An application in which swaps are seen to, as far as claims and connections know a process of its own. */
export interface SwapOffice {
  readonly store: EventStore;
  readonly chests: AggregateRepository<Chest>;
  readonly swaps: AggregateRepository<Swap>;
  readonly between: Between;
  readonly bus: CommandBus;
  close(): Promise<void>;
}

export async function openSwapOffice(url: string, name: string, sagas: readonly SwapSaga[]): Promise<SwapOffice> {
  const between = new Between();
  const application = await NestFactory.createApplicationContext(
    {
      module: class Swaps {},
      imports: [
        TypeOrmModule.forRoot({
          type: 'postgres',
          url,
          retryAttempts: 0,
          poolSize: 30,
          extra: { options: '-c synchronous_commit=on' },
        }),
        DaybookModule.forRoot({
          migrations: 'ignore',
          validation: noValidation,
          subscriptions: { name, leaseMs: 60_000 },
        }),
        DaybookModule.forFeature({ aggregates: [Chest, Swap], sagas }),
        CqrsModule.forRoot(),
      ],
      providers: [SwapChestsHandler, NoteRingHandler, { provide: Between, useValue: between }],
    },
    { logger: false },
  );
  return {
    store: application.get(EventStore),
    chests: application.get(getAggregateRepositoryToken(Chest), { strict: false }),
    swaps: application.get(getAggregateRepositoryToken(Swap), { strict: false }),
    between,
    bus: application.get(CommandBus, { strict: false }),
    close: () => application.close(),
  };
}
