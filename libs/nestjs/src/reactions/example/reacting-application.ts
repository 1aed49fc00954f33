import {
  EventStore,
  noValidation,
  type ParkedEvent,
  type RecordedEvent,
  type SubscriptionStore,
} from '@daybook/event-store';
import { Module, type Provider } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { AggregateRepository } from '../../commands/aggregate-repository.js';
import { getAggregateRepositoryToken } from '../../module/aggregate-repository.token.js';
import type { DaybookOptions } from '../../module/daybook-options.js';
import { Daybook } from '../../module/daybook.js';
import { DaybookModule } from '../../module/daybook.module.js';
import { Order, ShipOrderHandler } from './orders.js';

/** An application with reactions, as the specs of this folder meet it. */
export interface ReactingApplication {
  readonly store: EventStore;
  readonly subscriptions: SubscriptionStore;
  readonly orders: AggregateRepository<Order>;
  get<T>(token: abstract new (...args: never[]) => T): T;
  /** Waits until everything that is in the log was handled. */
  idle(timeoutMs?: number): Promise<void>;
  parked(reaction: string): Promise<readonly ParkedEvent[]>;
  eventsOf(orderId: string): Promise<readonly RecordedEvent[]>;
  close(): Promise<void>;
}

/** @param url of a database; in memory without one */
export async function reactingApplication(
  providers: readonly Provider[],
  url?: string,
  options: DaybookOptions = {},
  pool: { readonly poolSize?: number } = {},
): Promise<ReactingApplication> {
  const store = url === undefined ? 'memory' : 'postgres';
  const own = { store, validation: noValidation, ...options } as const;
  const typeOrm = url === undefined ? [] : [TypeOrmModule.forRoot({ type: 'postgres', url, ...pool })];
  const feature = DaybookModule.forFeature({ aggregates: [Order] });
  @Module({
    imports: [...typeOrm, DaybookModule.forRoot(own), CqrsModule.forRoot(), feature],
    providers: [ShipOrderHandler, ...providers],
  })
  class ReactingModule {}
  const application = await NestFactory.createApplicationContext(ReactingModule, { logger: false });
  const events = application.get(EventStore);
  return {
    store: events,
    subscriptions: events.subscriptions,
    orders: application.get(getAggregateRepositoryToken(Order), { strict: false }),
    get: (token) => application.get(token, { strict: false }),
    idle: (timeoutMs = 60_000) => application.get(Daybook).whenIdle({ timeoutMs }),
    parked: (reaction) => events.subscriptions.parked(reaction),
    eventsOf: async (orderId) => {
      const found: RecordedEvent[] = [];
      for await (const event of events.readStream(`order-${orderId}`)) found.push(event);
      return found;
    },
    close: () => application.close(),
  };
}
