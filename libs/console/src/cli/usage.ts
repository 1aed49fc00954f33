import type { CommandDescription } from './command-description.js';
import { type CommandOption, sharedOptions } from './command-option.js';

/** What the program as a whole says about itself. */
export function overview(program: string, commands: readonly CommandDescription[]): readonly string[] {
  const rows = commands.map(({ name, parameters, summary }) => [[name, parameters].join(' ').trim(), summary] as const);
  return [
    `${program} <command> [options]`,
    '',
    ...aligned(rows),
    '',
    `${program} <command> --help explains one. Exit codes: 0 done, 1 it failed or found something, 2 not understood.`,
  ];
}

/** What the help of a command says. */
export function usageOf(program: string, command: CommandDescription): readonly string[] {
  const { name, parameters, summary, notes = [] } = command;
  const options = Object.entries({ ...command.options, ...sharedOptions });
  return [
    `${[program, name, parameters].filter((part) => part !== undefined).join(' ')} [options]`,
    '',
    `${summary}.`,
    ...notes,
    '',
    ...aligned(options.map(([option, description]) => [nameOf(option, description), description.text] as const)),
  ];
}

function nameOf(option: string, { value, repeated = false }: CommandOption): string {
  return `--${option}${value === undefined ? '' : ` ${value}`}${repeated ? ' …' : ''}`;
}

function aligned(rows: readonly (readonly [string, string])[]): readonly string[] {
  const widest = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, text]) => `  ${name.padEnd(widest)}  ${text}`);
}
