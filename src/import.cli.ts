import 'reflect-metadata';

import { constants } from 'node:os';

import { isDaybookError } from '@daybook/domain';
import { EventStore } from '@daybook/event-store';
import { type AggregateRepository, getAggregateRepositoryToken, UnitOfWork } from '@daybook/nestjs';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus, QueryBus } from '@nestjs/cqrs';

import { Account } from './accounts/domain/account.js';
import { importAndVerify } from './accounts/import-statement/import-and-verify.js';
import { importArguments, importUsage } from './accounts/import-statement/import-arguments.js';
import { StatementFile } from './accounts/statement/statement-file.js';
import { AppModule } from './app.module.js';
import { UsageInvalid } from './command-line/usage-invalid.error.js';
import { type HarbourSettings, settingsOfEnvironment } from './harbour-settings.js';
import { openOrJoinDatabase } from './harbour-database.js';
import { Order } from './orders/domain/order.js';
import * as marketplace from './orders/import-orders/import-and-verify.js';
import * as marketplaceArguments from './orders/import-orders/import-arguments.js';
import { MarketplaceFolder } from './orders/marketplace/marketplace-folder.js';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const stop = new AbortController();
const askedTooMuch = ['usage-invalid', 'statement-unreadable', 'statement-invalid'];
const surroundings = { output: process.stdout, signal: stop.signal };

/** Does with Harbour what was asked for; true if all is well. */
type Import = (app: INestApplicationContext) => Promise<boolean>;

/** What can be imported. The arguments and the files are looked at before anything is started. */
const imports: Readonly<Record<string, (args: readonly string[]) => Promise<Import>>> = {
  async bank(args) {
    const asked = importArguments(args);
    const statement = await StatementFile.open(asked.file);
    return (app) => {
      const accounts = app.get<AggregateRepository<Account>>(getAggregateRepositoryToken(Account), { strict: false });
      return importAndVerify(asked, statement, { commands: app.get(CommandBus), accounts, ...surroundings });
    };
  },
  async orders(args) {
    const asked = marketplaceArguments.importArguments(args);
    const folder = await MarketplaceFolder.open(asked.folder);
    return (app) => {
      const orders = app.get<AggregateRepository<Order>>(getAggregateRepositoryToken(Order), { strict: false });
      const [events, unitOfWork] = [app.get(EventStore, { strict: false }), app.get(UnitOfWork, { strict: false })];
      const tools = { commands: app.get(CommandBus), queries: app.get(QueryBus), orders, events, unitOfWork };
      return marketplace.importAndVerify(asked, folder, tools, surroundings);
    };
  },
};

/** @returns true if all is well */
async function run(args: readonly string[]): Promise<boolean> {
  const prepare = Object.hasOwn(imports, args[0] ?? '') ? imports[args[0] ?? ''] : undefined;
  if (prepare === undefined) {
    const usage = `${importUsage}\n\n${marketplaceArguments.importUsage}`;
    throw new UsageInvalid('say first what to import; "bank" and "orders" are known', usage);
  }
  const importing = await prepare(args);
  const database = await openOrJoinDatabase();
  process.once('exit', () => database.closeNow());
  try {
    // What follows from the rows is left to Harbour, which takes them by hundreds where this process would take each.
    const settings: HarbourSettings = { ...settingsOfEnvironment(), run: 'none' };
    const app = await NestFactory.createApplicationContext(AppModule.on(database.url, settings), {
      logger: ['error', 'warn', 'fatal'],
      abortOnError: false,
    });
    try {
      return await importing(app);
    } finally {
      await app.close();
    }
  } finally {
    await database.close();
  }
}

function exitCodeOf(error: unknown): number {
  return isDaybookError(error) && askedTooMuch.includes(error.code) ? 2 : 1;
}

// npm passes on a Ctrl-C that the terminal has sent already: later signals are the same wish.
for (const signal of signals) process.on(signal, () => stop.abort(signal));

try {
  process.exitCode = (await run(process.argv.slice(2))) ? 0 : 1;
  const signal = signals.find((name) => name === stop.signal.reason);
  if (signal !== undefined) {
    console.log(`Stopped by ${signal}. What is recorded stays; run it again, and it goes on from there.`);
    process.exitCode = 128 + constants.signals[signal];
  }
} catch (error) {
  console.error(isDaybookError(error) ? error.message : error instanceof Error ? error.stack : String(error));
  process.exitCode = exitCodeOf(error);
}
