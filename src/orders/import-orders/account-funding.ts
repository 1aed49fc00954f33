import { Lanes } from '../../command-line/lanes.js';
import { DepositFunds, OpenAccount } from '../../accounts/contract/account-commands.js';
import { marketplaceCurrency } from '../marketplace/marketplace-currency.js';
import type { MarketplaceFolder } from '../marketplace/marketplace-folder.js';
import type { MarketplaceOrder } from '../marketplace/marketplace-rows.js';
import type { ImportTally } from './import-tally.js';
import type { ImportOptions, ImportTools } from './import-tools.js';
import { MarketplaceMark } from './marketplace-mark.js';
import { refusalOf } from './refusal-of.js';

/**
 * Gives each customer an account, and for each order what is paid for it. What earlier imports have given for the order
 * counts, so that a corrected file brings in the rest.
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
    const { isOpen, fundedMinor } = await this.#past(customerId, mark);
    const neededMinor = payments.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    if (!isOpen) {
      const terms = { ownerId: customerId, currency: marketplaceCurrency, overdraftLimitMinor: 0 };
      await this.tools.commands.execute(
        new OpenAccount(customerId, terms, mark.recording('account', purchasedAt, order)),
      );
      this.tally.accountsOpened++;
    }
    if (neededMinor <= fundedMinor) return;
    const amountMinor = neededMinor - fundedMinor;
    const recording = mark.recording(`${funds}${neededMinor}`, purchasedAt, order, { amountMinor });
    await this.tools.commands.execute(new DepositFunds(customerId, amountMinor, orderId, recording));
    this.tally.fundedMinor += amountMinor;
  }

  /** Told by what the import has written beside the events; what is in them is for accounts to know. */
  async #past(accountId: string, mark: MarketplaceMark): Promise<{ isOpen: boolean; fundedMinor: number }> {
    let [isOpen, fundedMinor] = [false, 0];
    for await (const recorded of this.tools.events.readStream(`account-${accountId}`)) {
      isOpen = true;
      const { marketplace } = recorded.metadata;
      const isFunding = mark.causeOn(recorded)?.startsWith(mark.cause(funds)) === true;
      if (!isFunding || typeof marketplace !== 'object' || marketplace === null) continue;
      if ('amountMinor' in marketplace) fundedMinor += Number(marketplace.amountMinor);
    }
    return { isOpen, fundedMinor };
  }
}

const funds = 'funds-up-to-';
