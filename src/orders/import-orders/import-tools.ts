import type { EventStore } from '@daybook/event-store';
import type { AggregateRepository, UnitOfWork } from '@daybook/nestjs';
import type { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { Order } from '../domain/order.js';

/** What an import works with. */
export interface ImportTools {
  readonly commands: CommandBus;
  readonly queries: QueryBus;
  readonly orders: AggregateRepository<Order>;
  readonly events: EventStore;
  readonly unitOfWork: UnitOfWork;
}

export interface ImportOptions {
  /** How many products, accounts or orders are under way at once. */
  readonly concurrency: number;
  /** Ends the import after those that are under way. */
  readonly signal: AbortSignal;
}
