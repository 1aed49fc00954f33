import { Application, type ApplicationPhase } from './application.js';
import { ApplicationLog } from './application-log.js';
import { type ApplicationSource, moduleFor } from './application-source.js';
import { CommandArguments } from './command-arguments.js';
import type { CommandDescription } from './command-description.js';
import { commandTable } from './command-table.js';
import { errorReport } from './error-report.js';
import { nearestName } from './nearest-name.js';
import type { Output } from './output.js';
import { overview, usageOf } from './usage.js';
import { UsageInvalid } from './usage-invalid.error.js';

/** What a command line is called with, and where it answers. */
export interface CommandLineCall {
  readonly args: readonly string[];
  readonly output: Output;
  /** Aborted when the operator wants it to end. */
  readonly signal: AbortSignal;
  /** How the program is called, for its help. */
  readonly program: string;
  /** What `migrate --application-role` is where it is not given. */
  readonly applicationRole: string | undefined;
  /** Told where the command is with its application. */
  readonly reached: (phase: ApplicationPhase) => void;
}

/** Reads what was asked, does it, and says what came of it. @returns the exit code; never throws */
export async function answerCommandLine(source: ApplicationSource, call: CommandLineCall): Promise<number> {
  const { args, output, program, applicationRole } = call;
  const verbose = args.includes('--verbose');
  const commands = commandTable(applicationRole);
  try {
    const words = args[0] === 'help' ? [...args.slice(1), '--help'] : args;
    const group = words.includes('--help') ? groupOf(words, commands) : [];
    if (group.length > 0) {
      for (const line of overview(program, group)) output.line(line);
      return 0;
    }
    const command = commandOf(words, commands, program);
    if (command === undefined || words.includes('--help')) {
      for (const line of command === undefined ? overview(program, commands) : usageOf(program, command)) {
        output.line(line);
      }
      return args.length === 0 ? 2 : 0;
    }
    return await run(source, command, words.slice(command.name.split(' ').length), call);
  } catch (error) {
    // Nobody reads the results any more, and that is all.
    if (output.closed.aborted) return 0;
    if (!call.signal.aborted) for (const line of errorReport(error, verbose)) output.note(line);
    return error instanceof UsageInvalid ? 2 : 1;
  }
}

async function run(
  source: ApplicationSource,
  command: CommandDescription,
  args: readonly string[],
  { output, signal, program, reached }: CommandLineCall,
): Promise<number> {
  const { name, parameters, changesSchema = false, needsDatabase = true, needs = {} } = command;
  const given = CommandArguments.parse(args, command.options, `See ${program} ${name} --help.`);
  if (parameters === undefined && given.positionals.length > 0) {
    throw given.invalid(`${JSON.stringify(given.positionals[0])} means nothing to ${name}`);
  }
  const application = new Application(
    () => moduleFor(source, { name, changesSchema, needsDatabase }),
    { ...needs, schema: given.text('schema') },
    new ApplicationLog(output, given.has('verbose')),
    reached,
  );
  try {
    return await command.run({ given, application, output, signal: AbortSignal.any([signal, output.closed]) });
  } finally {
    await application.close();
  }
}

/** The commands that begin with the one word that was written; none if it is a command itself. */
function groupOf(
  [first = '', second = '--help']: readonly string[],
  commands: readonly CommandDescription[],
): readonly CommandDescription[] {
  if (!second.startsWith('-') || commands.some(({ name }) => name === first)) return [];
  return commands.filter(({ name }) => name.startsWith(`${first} `));
}

/** The command that is called; undefined if it is the program itself that is asked about. @throws UsageInvalid */
function commandOf(
  words: readonly string[],
  commands: readonly CommandDescription[],
  program: string,
): CommandDescription | undefined {
  const [first = '--help', second = ''] = words;
  if (first === '--help') return undefined;
  const called = (name: string): CommandDescription | undefined => commands.find((command) => command.name === name);
  const written = second.startsWith('-') ? first : `${first} ${second}`.trim();
  const command = called(written) ?? called(first);
  const isGroup = commands.some(({ name }) => name.startsWith(`${first} `));
  // `migrate stauts` would else be taken for `migrate`.
  if (command !== undefined && (command.name === written || !isGroup || written === first)) return command;
  const group = groupOf(words, commands);
  if (group.length > 1) {
    throw new UsageInvalid(
      `${JSON.stringify(first)} is no command, but ${group.length} begin so`,
      `See ${program} ${first} --help.`,
    );
  }
  const meant = nearestName(
    written,
    commands.map(({ name }) => name),
  );
  const hint = meant === undefined ? `See ${program} --help.` : `Did you mean ${program} ${meant}?`;
  throw new UsageInvalid(`${JSON.stringify(written)} is no command`, hint);
}
