import { isDaybookError } from '@daybook/domain';
import type { RecordedEvent } from '@daybook/event-store';
import type { AggregateRepository } from '@daybook/nestjs';
import type { Order } from '../domain/order.js';
import type { RowPlace } from '../marketplace/marketplace-rows.js';
import { differenceFrom, type LifeStep, type OrderFact } from './life-step.js';
import { MarketplaceMark } from './marketplace-mark.js';

/** What imports have recorded of an order before, as its history has it. */
export class OrderPast {
  readonly #byCause = new Map<string, RecordedEvent>();

  private constructor() {}

  static async read(orders: AggregateRepository<Order>, orderId: string): Promise<OrderPast> {
    const past = new OrderPast();
    const mark = MarketplaceMark.ofOrder(orderId);
    try {
      for await (const recorded of orders.history(orderId)) {
        const cause = mark.causeOn(recorded);
        if (cause !== undefined) past.#byCause.set(cause, recorded);
      }
    } catch (error) {
      if (!isDaybookError(error) || error.code !== 'aggregate-not-found') throw error;
    }
    return past;
  }

  /** Whether there is nothing of it. */
  get isEmpty(): boolean {
    return this.#byCause.size === 0;
  }

  /** Whether it is what all of these say. */
  tells(facts: readonly OrderFact[]): boolean {
    return facts.every((fact) => {
      const recorded = this.#byCause.get(fact.cause);
      return recorded !== undefined && differenceFrom(fact, recorded) === undefined;
    });
  }

  /** How many steps of a life are over. A step is begun when the one before it is over, so a later fact speaks for both. */
  stepsOver(life: readonly LifeStep[]): number {
    return 1 + life.findLastIndex(({ facts }) => facts.some(({ cause }) => this.#byCause.has(cause)));
  }

  /** Where a life is not what is recorded of it: the row, and how; undefined if what is recorded is its beginning. */
  difference(
    life: readonly LifeStep[],
    order: RowPlace,
  ): { readonly row: RowPlace; readonly says: string } | undefined {
    const unexplained = new Set(this.#byCause.keys());
    for (const { facts } of life.slice(0, this.stepsOver(life))) {
      for (const fact of facts) {
        const recorded = this.#byCause.get(fact.cause);
        const says = recorded === undefined ? `${fact.type} where nothing is recorded` : differenceFrom(fact, recorded);
        if (says !== undefined) return { row: fact.row, says };
        unexplained.delete(fact.cause);
      }
    }
    const [cause = ''] = unexplained;
    const more = this.#byCause.get(cause);
    return more && { row: order, says: `nothing of ${more.type}, which is recorded` };
  }
}
