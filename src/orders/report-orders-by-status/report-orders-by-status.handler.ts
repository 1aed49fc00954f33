import { Projections } from '@daybook/nestjs';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import type { OrderStatus } from '../domain/order-status.js';
import { inMarketplaceWords } from './marketplace-words.js';
import { OrderStanding } from './order-standing.js';
import type { OrdersByStatusReport } from './orders-by-status-report.js';
import { OrdersByStatus } from './orders-by-status.projection.js';
import { ReportOrdersByStatus } from './report-orders-by-status.query.js';

@QueryHandler(ReportOrdersByStatus)
export class ReportOrdersByStatusHandler implements IQueryHandler<ReportOrdersByStatus> {
  constructor(
    @InjectRepository(OrderStanding) private readonly standings: Repository<OrderStanding>,
    private readonly projections: Projections,
  ) {}

  async execute({ at }: ReportOrdersByStatus): Promise<OrdersByStatusReport> {
    const isNow = at.occurredBy === undefined && at.recordedBy === undefined;
    return inMarketplaceWords(isNow ? await this.#kept() : await this.#folded(at));
  }

  /** Counted by the database, which has an index for it. */
  async #kept(): Promise<ReadonlyMap<OrderStatus, number>> {
    const rows = await this.standings
      .createQueryBuilder('standing')
      .select('standing.status', 'status')
      .addSelect('count(*)', 'orders')
      .groupBy('standing.status')
      .getRawMany<{ status: OrderStatus; orders: string }>();
    return new Map(rows.map(({ status, orders }) => [status, Number(orders)]));
  }

  /** Nothing is kept of the past: it is folded from the log. */
  async #folded(at: ReportOrdersByStatus['at']): Promise<ReadonlyMap<OrderStatus, number>> {
    const counts = new Map<OrderStatus, number>();
    for await (const { status } of this.projections.of(OrdersByStatus).all(at)) {
      counts.set(status, (counts.get(status) ?? 0) + 1);
    }
    return counts;
  }
}
