import type { OperatorNeeds } from '@daybook/nestjs';
import type { Application } from './application.js';
import type { CommandArguments } from './command-arguments.js';
import type { CommandOptions } from './command-option.js';
import type { Output } from './output.js';

/** A command: what it is called, how it is explained, what it needs, what it does. */
export interface CommandDescription {
  /** One or two words. */
  readonly name: string;
  /** The arguments in front of the options, for the help. Default: none. */
  readonly parameters?: string;
  readonly summary: string;
  /** What else the help says, line by line. Default: nothing. */
  readonly notes?: readonly string[];
  readonly options: CommandOptions;
  /** What it needs of the application. Default: an open store. */
  readonly needs?: OperatorNeeds;
  /** Whether it changes the schema, so that it must be run as the schema's owner. Default false. */
  readonly changesSchema?: boolean;
  /** Whether it asks a database. Default true. */
  readonly needsDatabase?: boolean;
  /** @returns the exit code */
  run(call: CommandCall): Promise<number>;
}

/** What a command works with. */
export interface CommandCall {
  readonly given: CommandArguments;
  /** Opened when the command asks for it. */
  readonly application: Application;
  readonly output: Output;
  /** Aborted when the operator wants it to end, or nobody reads its results. */
  readonly signal: AbortSignal;
}
