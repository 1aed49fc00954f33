import 'reflect-metadata';

import { constants } from 'node:os';

import { isDaybookError } from '@daybook/domain';
import { type AggregateRepository, getAggregateRepositoryToken } from '@daybook/nestjs';
import { NestFactory } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';

import { Account } from './accounts/domain/account.js';
import { importAndVerify } from './accounts/import-statement/import-and-verify.js';
import { importArguments } from './accounts/import-statement/import-arguments.js';
import { StatementFile } from './accounts/statement/statement-file.js';
import { AppModule } from './app.module.js';
import { openOrJoinDatabase } from './harbour-database.js';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const stop = new AbortController();
const askedTooMuch = ['usage-invalid', 'statement-unreadable', 'statement-invalid'];

/** @returns true if all is well */
async function run(): Promise<boolean> {
  const args = importArguments(process.argv.slice(2));
  const statement = await StatementFile.open(args.file);
  const database = await openOrJoinDatabase();
  process.once('exit', () => database.closeNow());
  try {
    const app = await NestFactory.createApplicationContext(AppModule.on(database.url), {
      logger: ['error', 'warn', 'fatal'],
      abortOnError: false,
    });
    try {
      const accounts = app.get<AggregateRepository<Account>>(getAggregateRepositoryToken(Account), { strict: false });
      const { signal } = stop;
      return await importAndVerify(args, statement, {
        commands: app.get(CommandBus),
        accounts,
        output: process.stdout,
        signal,
      });
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
  process.exitCode = (await run()) ? 0 : 1;
  const signal = signals.find((name) => name === stop.signal.reason);
  if (signal !== undefined) {
    console.log(`Stopped by ${signal}. What is recorded stays; run it again, and it goes on from there.`);
    process.exitCode = 128 + constants.signals[signal];
  }
} catch (error) {
  console.error(isDaybookError(error) ? error.message : error instanceof Error ? error.stack : String(error));
  process.exitCode = exitCodeOf(error);
}
