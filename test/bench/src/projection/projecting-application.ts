import { DaybookModule } from '@daybook/nestjs';
import { EventStore } from '@daybook/event-store';
import { NestFactory } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { FundsDeposited } from '../account/funds-deposited.js';
import type { Balances } from './balances.js';

/** Daybook as it is measured. */
export const applicationConfiguration = {
  application: 'a Nest application context: TypeOrmModule, DaybookModule with its defaults; one fold projection, async',
  poolSize: 10,
};

/** A Nest application with one projection. */
export interface ProjectingApplication {
  readonly store: EventStore;
  close(): Promise<void>;
}

/** Starts one; the projection begins at once. */
export async function projectingApplication(url: string, balances: Balances): Promise<ProjectingApplication> {
  const application = await NestFactory.createApplicationContext(
    {
      module: class Balancing {},
      imports: [
        TypeOrmModule.forRoot({ type: 'postgres', url, entities: [balances.entity], poolSize: 10, retryAttempts: 0 }),
        DaybookModule.forRoot(),
        DaybookModule.forFeature({ events: [FundsDeposited] }),
      ],
      providers: [balances.projection],
    },
    { logger: ['error', 'warn'] },
  );
  return { store: application.get(EventStore), close: () => application.close() };
}
