import { showProgress } from '../../command-line/progress.js';
import type { MarketplaceFolder } from '../marketplace/marketplace-folder.js';
import { OrdersVerification } from '../verify-orders/orders-verification.js';
import { verificationReport } from '../verify-orders/verification-report.js';
import { ContradictionsFile } from './contradictions-file.js';
import type { ImportArguments } from './import-arguments.js';
import { importReport } from './import-report.js';
import type { ImportOptions, ImportTools } from './import-tools.js';
import { MarketplaceImport } from './marketplace-import.js';

/** Where an import tells what it does, and by what it is stopped. */
export interface ImportSurroundings {
  readonly output: NodeJS.WriteStream;
  /** Its reason is the name of the signal that the user has sent. */
  readonly signal: AbortSignal;
}

/**
 * Does what the arguments ask for, and reports it also when it ends early: what is recorded by then stays.
 *
 * @returns true if no row was refused and nothing differs
 * @throws whatever the files and the store throw
 */
export async function importAndVerify(
  args: ImportArguments,
  folder: MarketplaceFolder,
  tools: ImportTools,
  { output, signal }: ImportSurroundings,
): Promise<boolean> {
  const { concurrency } = args;
  const options = { concurrency, signal };
  let fine = true;
  if (args.imports) fine = await imported(args, folder, tools, options, output);
  if (args.verifies && !signal.aborted) {
    const verifying = new OrdersVerification(tools, folder, options);
    const { tally } = verifying;
    const all = Math.max(folder.orderCount, 1);
    const state = () => ({ share: tally.rows / all, rows: tally.rows, rate: tally.rate });
    const progress = showProgress('Verifying', output, state);
    try {
      await verifying.run();
    } finally {
      progress.stop();
    }
    if (!signal.aborted) {
      output.write(`${verificationReport(tally)}\n`);
      fine &&= tally.isFine;
    }
  }
  return fine;
}

async function imported(
  { contradictions }: ImportArguments,
  folder: MarketplaceFolder,
  tools: ImportTools,
  options: ImportOptions,
  output: NodeJS.WriteStream,
): Promise<boolean> {
  const file = contradictions === undefined ? undefined : await ContradictionsFile.create(contradictions);
  const importing = new MarketplaceImport(tools, folder, options, file?.write);
  const { tally } = importing;
  try {
    await importing.run(async (phase) => {
      const { rows } = phase;
      const state = () => ({ share: tally.done.rows / Math.max(rows, 1), rows: tally.done.rows, rate: tally.rate });
      const progress = showProgress(phase.name, output, state);
      await phase.run().finally(() => progress.stop());
    });
  } finally {
    await file?.close();
    output.write(`${importReport(tally)}\n`);
    if (contradictions !== undefined) output.write(`All contradictions are in ${contradictions}.\n`);
  }
  return tally.refused === 0;
}
