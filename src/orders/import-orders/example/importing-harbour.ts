import { EventStore } from '@daybook/event-store';
import { type AggregateRepository, getAggregateRepositoryToken, UnitOfWork } from '@daybook/nestjs';
import { CommandBus, type ICommand, QueryBus } from '@nestjs/cqrs';
import { RunningHarbour } from '../../../../test/journeys/running-harbour.js';
import { Order } from '../../domain/order.js';
import { SampleFolder } from '../../marketplace/example/sample-folder.js';
import { MarketplaceFolder } from '../../marketplace/marketplace-folder.js';
import { OrdersVerification } from '../../verify-orders/orders-verification.js';
import type { VerificationTally } from '../../verify-orders/verification-tally.js';
import type { Contradiction } from '../contradiction.js';
import type { ImportTally } from '../import-tally.js';
import type { ImportTools } from '../import-tools.js';
import { MarketplaceImport } from '../marketplace-import.js';

export const importOptions = () => ({ concurrency: 4, signal: new AbortController().signal });

/** Harbour on a database of its own, into which the orders of marketplaces are imported; and their folders. */
export class ImportingHarbour {
  readonly tools: ImportTools;
  readonly #folders: SampleFolder[] = [];

  private constructor(
    readonly harbour: RunningHarbour,
    readonly sample: SampleFolder,
  ) {
    this.tools = toolsOf(harbour);
    this.#folders.push(sample);
  }

  static async start(): Promise<ImportingHarbour> {
    return new ImportingHarbour(await RunningHarbour.start(), await SampleFolder.make());
  }

  async stop(): Promise<void> {
    await this.harbour.stop();
    for (const folder of this.#folders) await folder.remove();
  }

  /** The sample under other names. */
  async renamed(name: string): Promise<SampleFolder> {
    return this.keep(await this.sample.renamed(name));
  }

  /** The folder is gone in the end. */
  keep(folder: SampleFolder): SampleFolder {
    this.#folders.push(folder);
    return folder;
  }

  async imported(
    { path }: SampleFolder,
    onFound?: (found: readonly Contradiction[]) => void,
    tools = this.tools,
  ): Promise<ImportTally> {
    const importing = new MarketplaceImport(tools, await MarketplaceFolder.open(path), importOptions(), onFound);
    await importing.run();
    return importing.tally;
  }

  async verified({ path }: SampleFolder): Promise<VerificationTally> {
    const verifying = new OrdersVerification(this.tools, await MarketplaceFolder.open(path), importOptions());
    await verifying.run();
    return verifying.tally;
  }

  /**
   * All that is recorded under a name, as it would be under none: not when, not where in the log, and not under which ids.
   *
   * @param shown what is left of the metadata
   */
  async stateOf(name: string, shown = (metadata: object): object => metadata): Promise<readonly string[]> {
    const lines: string[] = [];
    for await (const { streamId, version, type, data, metadata, occurredAt } of this.tools.events.readAll()) {
      const content = JSON.stringify([data, shown(metadata)]);
      const line = [streamId, String(version).padStart(6), type, content, occurredAt.toISOString()];
      if (streamId.includes(`${name}.`)) lines.push(line.join(' ').replaceAll(`${name}.`, ''));
    }
    return lines.sort();
  }

  /** From then on each command but so many fails as if the process had ended, some of them after they took effect. */
  breakDownAfter(commands: number): { readonly mend: () => void } {
    const bus = this.tools.commands;
    const execute = bus.execute.bind(bus);
    let left = commands;
    bus.execute = async <T extends ICommand, R>(command: T): Promise<R> => {
      if (left-- > 0) return execute<T, R>(command);
      if (left % 2 === 0) await execute<T, R>(command);
      throw new Error('broken down');
    };
    return { mend: () => void (bus.execute = execute) };
  }
}

/** What an import in a running Harbour works with. */
export function toolsOf({ app }: RunningHarbour): ImportTools {
  return {
    commands: app.get(CommandBus),
    queries: app.get(QueryBus),
    orders: app.get<AggregateRepository<Order>>(getAggregateRepositoryToken(Order), { strict: false }),
    events: app.get(EventStore, { strict: false }),
    unitOfWork: app.get(UnitOfWork, { strict: false }),
  };
}

/** The same, whatever the versions of the events are in their streams. */
export function inAnyOrder(state: readonly string[]): readonly string[] {
  return state.map((line) => line.replace(/ +\d+ /, ' ')).sort();
}
