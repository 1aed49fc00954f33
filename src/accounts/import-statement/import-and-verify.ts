import type { AggregateRepository } from '@daybook/nestjs';
import type { CommandBus } from '@nestjs/cqrs';

import type { Account } from '../domain/account.js';
import { showProgress } from '../../command-line/progress.js';
import type { StatementFile } from '../statement/statement-file.js';
import { StatementVerification } from '../verify-statement/statement-verification.js';
import { verificationReport } from '../verify-statement/verification-report.js';
import type { ImportArguments } from './import-arguments.js';
import { importReport } from './import-report.js';
import { StatementImport } from './statement-import.js';

/** What the tool works with, and for whom. */
export interface ImportTools {
  readonly commands: CommandBus;
  readonly accounts: AggregateRepository<Account>;
  readonly output: NodeJS.WriteStream;
  /** Its reason is the name of the signal that the user has sent. */
  readonly signal: AbortSignal;
}

/**
 * Does what the arguments ask for, and reports it also when it ends early: what is recorded by then stays.
 *
 * @returns true if no row was refused and none differs
 * @throws StatementInvalid, and whatever the store throws
 */
export async function importAndVerify(
  args: ImportArguments,
  statement: StatementFile,
  tools: ImportTools,
): Promise<boolean> {
  const { commands, accounts, output, signal } = tools;
  let fine = true;
  if (args.imports) {
    const importing = new StatementImport(commands, accounts, statement, { ...args, signal });
    const { tally } = importing;
    await reported(
      'Importing',
      statement,
      tally,
      output,
      () => importing.run(),
      () => importReport(tally),
    );
    fine = tally.refused === 0;
  }
  if (args.verifies && !signal.aborted) {
    const verifying = new StatementVerification(accounts, statement, { ...args, signal });
    const { tally } = verifying;
    await reported(
      'Verifying',
      statement,
      tally,
      output,
      () => verifying.run(),
      () => verificationReport(tally),
    );
    fine &&= tally.agreeing === tally.rows;
  }
  return fine;
}

async function reported(
  what: string,
  statement: StatementFile,
  tally: { readonly rows: number; readonly rate: number },
  output: NodeJS.WriteStream,
  run: () => Promise<void>,
  report: () => string,
): Promise<void> {
  const shareOf = (): number => (statement.size === 0 ? 1 : statement.bytesRead / statement.size);
  const progress = showProgress(what, output, () => ({ share: shareOf(), rows: tally.rows, rate: tally.rate }));
  try {
    await run();
  } finally {
    progress.stop();
    output.write(`${report()}\n`);
  }
}
