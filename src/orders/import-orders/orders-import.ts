import { BusinessRuleViolation } from '@daybook/domain';
import { Lanes } from '../../command-line/lanes.js';
import type { MarketplaceFolder } from '../marketplace/marketplace-folder.js';
import type { MarketplaceOrder } from '../marketplace/marketplace-rows.js';
import type { Contradiction } from './contradiction.js';
import { contradictionsIn } from './contradictions-in.js';
import type { ImportTally, Refusal } from './import-tally.js';
import type { ImportOptions, ImportTools } from './import-tools.js';
import type { LifeStep } from './life-step.js';
import { lifeOf } from './order-life.js';
import { OrderPast } from './order-past.js';
import { isMade } from './payment-step.js';
import { recordedOtherwise, refusalOf } from './refusal-of.js';

/** Others may be at the same account or product; a step is done again then. */
const together = { retries: 10 };

/**
 * Takes each order through its life, from where it stands: step by step. Those of one customer, or of one product, follow one
 * another: each stream then has its events in the order of the file, however many orders are under way, and however often
 * an import is killed.
 */
export class OrdersImport {
  constructor(
    private readonly tools: ImportTools,
    private readonly folder: MarketplaceFolder,
    private readonly tally: ImportTally,
    private readonly options: ImportOptions,
    /** Told of each contradiction, in the order of the file. */
    private readonly onContradictions: (found: readonly Contradiction[]) => void = () => undefined,
  ) {}

  async run(): Promise<void> {
    const { signal, concurrency } = this.options;
    const lanes = new Lanes(concurrency);
    signal.addEventListener('abort', () => lanes.stop());
    try {
      for await (const order of this.folder.orders()) {
        if (signal.aborted) break;
        const found = contradictionsIn(order);
        this.tally.note(found);
        this.onContradictions(found);
        await lanes.add(lanesOf(order), () => this.#take(order));
      }
    } finally {
      await lanes.done();
    }
  }

  async #take(order: MarketplaceOrder): Promise<void> {
    if (!this.tally.hasRefused(order.order.orderId)) {
      const refusal = await this.#drive(order);
      if (refusal) this.tally.refuse(refusal);
    }
    this.tally.orders++;
    this.tally.done.rows++;
  }

  async #drive(marketplaceOrder: MarketplaceOrder): Promise<Refusal | undefined> {
    const { order } = marketplaceOrder;
    const life = lifeOf(marketplaceOrder);
    const past = await OrderPast.read(this.tools.orders, order.orderId);
    const difference = past.difference(life, order);
    if (difference !== undefined) return recordedOtherwise(difference.row, order.orderId, difference.says);
    const left = life.slice(past.stepsOver(life));
    for (const step of left) {
      try {
        await this.#make(step);
      } catch (error) {
        const refusal = refusalOf(step.row, order.orderId, error);
        if (refusal === undefined) throw error;
        if (!(await this.#wasMade(step, order.orderId))) return refusal;
      }
    }
    if (!past.isEmpty && left.every(({ facts }) => facts.length === 0)) this.tally.alreadyThere++;
    else this.tally.recorded++;
    return undefined;
  }

  /**
   * Whether a step that is refused now was made before, by an import that was killed or by one that is under way. The store knows
   * commands to an order and to stock by the ids of their events; a payment is not asked twice, and tells where it stands.
   */
  async #wasMade({ facts, payment }: LifeStep, orderId: string): Promise<boolean> {
    if (facts.length > 0) return (await OrderPast.read(this.tools.orders, orderId)).tells(facts);
    return payment !== undefined && (await isMade(payment, this.tools.queries));
  }

  /** What a payment becomes is recorded in a unit of work also where it is alone: a refusal leaves nothing then. */
  async #make({ commands, payment }: LifeStep): Promise<void> {
    const execute = async (): Promise<void> => {
      for (const command of commands) mustBeDone(await this.tools.commands.execute(command));
    };
    await (commands.length === 1 && payment === undefined ? execute() : this.tools.unitOfWork.run(execute, together));
  }
}

function lanesOf({ order, items }: MarketplaceOrder): readonly string[] {
  return [...new Set([`customer ${order.customerId}`, ...items.map(({ store, sku }) => `product ${sku} of ${store}`)])];
}

/** That an account refuses a payment is an answer; here it ends the order, and takes back what was recorded with it. */
function mustBeDone(answer: unknown): void {
  if (typeof answer !== 'object' || answer === null || !('refusedBy' in answer)) return;
  const { refusedBy } = answer;
  if (typeof refusedBy === 'string') throw new BusinessRuleViolation(refusedBy, 'The account refuses the payment.');
}
