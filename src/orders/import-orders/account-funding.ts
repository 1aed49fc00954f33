import { isDaybookError } from '@daybook/domain';
import { Lanes } from '../../command-line/lanes.js';
import { DepositFunds, OpenAccount } from '../../accounts/contract/account-commands.js';
import { AuditAccount, type AuditedEvent, type AuditTrail } from '../../accounts/contract/account-queries.js';
import { marketplaceCurrency } from '../marketplace/marketplace-currency.js';
import type { MarketplaceFolder } from '../marketplace/marketplace-folder.js';
import type { MarketplaceOrder } from '../marketplace/marketplace-rows.js';
import type { ImportTally } from './import-tally.js';
import type { ImportOptions, ImportTools } from './import-tools.js';
import { type MarkedRecording, MarketplaceMark } from './marketplace-mark.js';
import { refusalOf } from './refusal-of.js';

/**
 * Gives each customer an account, and for each order what is paid for it. What earlier imports have given for the order
 * counts, so that a corrected file brings in the rest. An order whose customer has an account that cannot take the money is
 * refused here, before anything else of it is written.
 */
export class AccountFunding {
  constructor(
    private readonly tools: ImportTools,
    private readonly folder: MarketplaceFolder,
    private readonly tally: ImportTally,
    private readonly options: ImportOptions,
  ) {}

  async run(): Promise<void> {
    const { signal, concurrency } = this.options;
    const lanes = new Lanes(concurrency);
    signal.addEventListener('abort', () => lanes.stop());
    try {
      for await (const order of this.folder.orders()) {
        if (signal.aborted) break;
        await lanes.add(order.order.customerId, () => this.#fund(order));
      }
    } finally {
      await lanes.done();
    }
  }

  async #fund(marketplaceOrder: MarketplaceOrder): Promise<void> {
    const { order } = marketplaceOrder;
    try {
      await this.#openAndFund(marketplaceOrder);
    } catch (error) {
      const refusal = refusalOf(order, order.orderId, error);
      if (refusal === undefined) throw error;
      this.tally.refuse(refusal);
    }
    this.tally.done.rows++;
  }

  async #openAndFund({ order, payments }: MarketplaceOrder): Promise<void> {
    const { orderId, customerId, purchasedAt } = order;
    const mark = MarketplaceMark.ofOrder(orderId);
    const fundedMinor = await this.#fundedMinor(customerId, mark);
    const neededMinor = payments.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    if (fundedMinor === undefined) await this.#open(customerId, mark.recording('account', purchasedAt, order));
    if (neededMinor <= (fundedMinor ?? 0)) return;
    const amountMinor = neededMinor - (fundedMinor ?? 0);
    const recording = mark.recording(`${funds}${neededMinor}`, purchasedAt, order, { amountMinor });
    await this.tools.commands.execute(
      new DepositFunds(customerId, amountMinor, orderId, recording, marketplaceCurrency),
    );
    this.tally.fundedMinor += amountMinor;
  }

  async #open(accountId: string, recording: MarkedRecording): Promise<void> {
    const terms = { ownerId: accountId, currency: marketplaceCurrency, overdraftLimitMinor: 0 };
    try {
      await this.tools.commands.execute(new OpenAccount(accountId, terms, recording));
      this.tally.accountsOpened++;
    } catch (error) {
      // Another import may have met another order of the same customer.
      if (!isDaybookError(error) || error.code !== 'aggregate-already-exists') throw error;
    }
  }

  /**
   * What imports have given for an order before, by what they have written beside the events; undefined if there is no such
   * account.
   */
  async #fundedMinor(accountId: string, mark: MarketplaceMark): Promise<number | undefined> {
    let fundedMinor = 0;
    try {
      for (let from: number | null = 1; from !== null;) {
        const { events, nextFrom }: AuditTrail = await this.tools.queries.execute(
          new AuditAccount(accountId, from, pageSize),
        );
        for (const event of events) fundedMinor += givenBy(event, mark);
        from = nextFrom;
      }
    } catch (error) {
      if (!isDaybookError(error) || error.code !== 'aggregate-not-found') throw error;
      return undefined;
    }
    return fundedMinor;
  }
}

function givenBy(event: AuditedEvent, mark: MarketplaceMark): number {
  const { marketplace } = event.metadata;
  if (mark.causeOn(event)?.startsWith(mark.cause(funds)) !== true) return 0;
  if (typeof marketplace !== 'object' || marketplace === null || !('amountMinor' in marketplace)) return 0;
  return Number(marketplace.amountMinor);
}

const funds = 'funds-up-to-';
const pageSize = 1_000;
