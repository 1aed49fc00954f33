import { DaybookModule, getAggregateRepositoryToken, type AggregateRepository } from '@daybook/nestjs';
import { EventStore, type RecordedEvent } from '@daybook/event-store';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus, CqrsModule, type ICommand } from '@nestjs/cqrs';

import { AccountsModule } from '../../src/accounts/accounts.module.js';
import { Account } from '../../src/accounts/domain/account.js';
import type { ImportTally } from '../../src/accounts/import-statement/import-tally.js';
import { type ImportOptions, StatementImport } from '../../src/accounts/import-statement/statement-import.js';
import type { StatementFile } from '../../src/accounts/statement/statement-file.js';
import { StatementVerification } from '../../src/accounts/verify-statement/statement-verification.js';
import type { VerificationTally } from '../../src/accounts/verify-statement/verification-tally.js';

class BankModule {}

/** Harbour's accounts on a store in memory: commands, handlers, aggregates and statements as they are, no HTTP. */
export class MemoryBank {
  readonly commands: CommandBus;
  readonly accounts: AggregateRepository<Account>;

  private constructor(private readonly app: INestApplicationContext) {
    this.commands = app.get(CommandBus);
    this.accounts = app.get(getAggregateRepositoryToken(Account), { strict: false });
  }

  static async open(): Promise<MemoryBank> {
    const imports = [DaybookModule.forRoot({ store: 'memory' }), CqrsModule.forRoot(), AccountsModule.with({})];
    return new MemoryBank(
      await NestFactory.createApplicationContext({ module: BankModule, imports }, { logger: ['error'] }),
    );
  }

  close(): Promise<void> {
    return this.app.close();
  }

  async import(statement: StatementFile, options: Partial<ImportOptions> = {}): Promise<ImportTally> {
    const { signal } = new AbortController();
    const all = { overdraftLimitMinor: null, concurrency: 8, signal, ...options };
    const importing = new StatementImport(this.commands, this.accounts, statement, all);
    await importing.run();
    return importing.tally;
  }

  async verify(statement: StatementFile): Promise<VerificationTally> {
    const { signal } = new AbortController();
    const verifying = new StatementVerification(this.accounts, statement, { concurrency: 8, signal });
    await verifying.run();
    return verifying.tally;
  }

  /** From then on each command but so many fails as if the process had ended, some of them after they took effect. */
  breakDownAfter(commands: number): { readonly mend: () => void } {
    const execute = this.commands.execute.bind(this.commands);
    let left = commands;
    this.commands.execute = async <T extends ICommand, R>(command: T): Promise<R> => {
      if (left-- > 0) return execute<T, R>(command);
      if (left % 2 === 0) await execute<T, R>(command);
      throw new Error('broken down');
    };
    return { mend: () => void (this.commands.execute = execute) };
  }

  async events(): Promise<readonly RecordedEvent[]> {
    const events: RecordedEvent[] = [];
    for await (const page of this.app.get(EventStore, { strict: false }).readAll().pages()) events.push(...page);
    return events;
  }

  /** What has been recorded, account by account: all but when it was recorded, and in which order across accounts. */
  async state(): Promise<readonly string[]> {
    const events = await this.events();
    return events
      .map(({ streamId, version, eventId, type, data, metadata, occurredAt }) =>
        [
          streamId,
          String(version).padStart(6),
          eventId,
          type,
          occurredAt.toISOString(),
          JSON.stringify([data, metadata]),
        ].join(' '),
      )
      .sort();
  }
}
