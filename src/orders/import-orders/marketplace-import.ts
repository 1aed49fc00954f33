import type { MarketplaceFolder } from '../marketplace/marketplace-folder.js';
import { AccountFunding } from './account-funding.js';
import type { Contradiction } from './contradiction.js';
import { ImportTally } from './import-tally.js';
import type { ImportOptions, ImportTools } from './import-tools.js';
import { OrdersImport } from './orders-import.js';
import { StockIntake } from './stock-intake.js';

/** One part of an import: what it is called while it is under way, and how many rows it has. */
export interface ImportPhase {
  readonly name: string;
  readonly rows: number;
  run(): Promise<void>;
}

/**
 * Imports the orders of a marketplace: gives their customers the money that they pay with, receives the stock that they need,
 * then takes each through its life. An order that was refused on the way is left alone from then on. Used once.
 */
export class MarketplaceImport {
  readonly tally = new ImportTally();
  readonly phases: readonly ImportPhase[];

  constructor(
    tools: ImportTools,
    folder: MarketplaceFolder,
    private readonly options: ImportOptions,
    onContradictions?: (found: readonly Contradiction[]) => void,
  ) {
    const { tally } = this;
    const accounts = new AccountFunding(tools, folder, tally, options);
    const stock = new StockIntake(tools, folder, tally, options);
    const orders = new OrdersImport(tools, folder, tally, options, onContradictions);
    this.phases = [
      { name: 'Funding accounts', rows: folder.orderCount, run: () => accounts.run() },
      { name: 'Receiving stock', rows: folder.orderCount, run: () => stock.run() },
      { name: 'Importing orders', rows: folder.orderCount, run: () => orders.run() },
    ];
  }

  /**
   * Settles when all is dealt with, or what was under way at the signal.
   *
   * @param around runs a phase, to show how far it is
   * @throws whatever the store throws that is not about one order
   */
  async run(around: (phase: ImportPhase) => Promise<void> = (phase) => phase.run()): Promise<void> {
    for (const phase of this.phases) {
      if (this.options.signal.aborted) return;
      this.tally.beginPhase();
      await around(phase);
    }
  }
}
