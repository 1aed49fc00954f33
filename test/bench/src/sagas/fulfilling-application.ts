import { EventStore } from '@daybook/event-store';
import { Daybook, DaybookModule, type DaybookOptions } from '@daybook/nestjs';
import { NestFactory } from '@nestjs/core';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Payment, Reservation, Shipment } from './fulfilment-aggregates.js';
import { OrderSubmitted } from './fulfilment-events.js';
import { fulfilmentHandlers } from './fulfilment-handlers.js';
import { OrderFulfilment } from './order-fulfilment.saga.js';
import { StepTimes } from './step-times.js';

/** Daybook as it is measured. */
export const fulfillingConfiguration = {
  application:
    'a Nest application context: TypeOrmModule, CqrsModule, DaybookModule with its defaults; three aggregates, one saga',
  poolSize: 10,
};

/** An application that fulfils orders. */
export interface FulfillingApplication {
  readonly store: EventStore;
  readonly bus: CommandBus;
  readonly times: StepTimes;
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** @param run whether the saga runs in this process, or only commands do */
export async function fulfillingApplication(
  url: string,
  run: DaybookOptions['run'] = 'all',
): Promise<FulfillingApplication> {
  // Several applications in one process, each on a database of its own.
  const dataSource = new URL(url).pathname.slice(1);
  const application = await NestFactory.createApplicationContext(
    {
      module: class Fulfilling {},
      imports: [
        TypeOrmModule.forRoot({ type: 'postgres', name: dataSource, url, poolSize: 10, retryAttempts: 0 }),
        CqrsModule.forRoot(),
        DaybookModule.forRoot({ dataSource, run }),
        DaybookModule.forFeature({
          aggregates: [Reservation, Payment, Shipment],
          events: [OrderSubmitted],
          sagas: [OrderFulfilment],
        }),
      ],
      providers: [StepTimes, ...fulfilmentHandlers],
    },
    { logger: ['error', 'warn'] },
  );
  return {
    store: application.get(EventStore),
    bus: application.get(CommandBus),
    times: application.get(StepTimes),
    idle: () => application.get(Daybook).whenIdle({ timeoutMs: 600_000 }),
    close: () => application.close(),
  };
}
