import { constants } from 'node:os';
import type { ApplicationSource } from './application-source.js';
import type { ApplicationPhase } from './application.js';
import { answerCommandLine } from './command-line.js';
import { Output } from './output.js';

/** Options of `runDaybookCli`. */
export interface DaybookCliOptions {
  /** What was typed behind the program's name. Default: the arguments of the process. */
  readonly args?: readonly string[];
  /** How the program is called, for its help. Default `daybook`. */
  readonly program?: string;
  /** The role that `migrate` gives what an application needs, where `--application-role` does not name one. Default: none. */
  readonly applicationRole?: string | undefined;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Gives an application the command line: reads what was asked, starts the application for it, prints what came of it and
 * sets the process's exit code. The application is started without HTTP and without loops, and the start migrates nothing;
 * its `onModuleInit` and `onApplicationBootstrap` run.
 *
 * Exit codes: 0 done, 1 it failed or found something, 2 it was not understood, 128 and the signal's number if one ended it.
 *
 * @param application the root module, or a function that makes it for a command: there an application can connect as the
 *   owner of the schema for `migrate` (`command.changesSchema`), and as its own role for the rest
 * @returns the exit code; nothing is thrown
 *
 * @example
 * import 'reflect-metadata';
 * import { runDaybookCli } from '@daybook/console';
 * await runDaybookCli(AppModule);
 */
export async function runDaybookCli(
  application: ApplicationSource,
  { args = process.argv.slice(2), program = 'daybook', applicationRole }: DaybookCliOptions = {},
): Promise<number> {
  const stop = new AbortController();
  let phase: ApplicationPhase = 'none';
  const onSignal = (signal: NodeJS.Signals): void => {
    stop.abort(signal);
    // Before, nothing has been done that must be brought to an end, and a database that does not answer can take long.
    if (phase !== 'open') process.exit(codeOf(signal));
  };
  for (const signal of signals) process.on(signal, onSignal);
  try {
    const output = new Output(process.stdout, process.stderr);
    const reached = (next: ApplicationPhase): void => {
      phase = next;
    };
    const { signal } = stop;
    const code = await answerCommandLine(application, { args, output, signal, program, applicationRole, reached });
    if (signal.aborted) output.note(`Stopped by ${String(signal.reason)}. What was written whole stays.`);
    const exitCode = signal.aborted ? codeOf(signal.reason as NodeJS.Signals) : code;
    process.exitCode = exitCode;
    if (hasFailedToOpen(phase)) await exitWith(exitCode);
    return exitCode;
  } finally {
    for (const signal of signals) process.off(signal, onSignal);
  }
}

// The compiler does not see that a callback has changed it.
function hasFailedToOpen(phase: ApplicationPhase): boolean {
  return phase === 'opening';
}

/**
 * A start that fails leaves open what it has opened by then, connections above all, and nobody has them in hand: the
 * process would stay until they time out.
 */
async function exitWith(code: number): Promise<never> {
  for (const stream of [process.stdout, process.stderr]) {
    await new Promise((resolve) => stream.write('', resolve));
  }
  process.exit(code);
}

function codeOf(signal: NodeJS.Signals): number {
  return 128 + constants.signals[signal];
}
