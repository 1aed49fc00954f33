import { resolve } from 'node:path';
import { parseArgs, type ParseArgsConfig } from 'node:util';

import { UsageInvalid } from './usage-invalid.error.js';

type Options = NonNullable<ParseArgsConfig['options']>;

/** What a tool was called with, read strictly: an option that it does not know is an error, never ignored. */
export class ToolArguments {
  private constructor(
    readonly positionals: readonly string[],
    private readonly values: Readonly<Record<string, unknown>>,
    private readonly usage: string,
  ) {}

  /** @throws UsageInvalid */
  static parse(args: readonly string[], options: Options, usage: string): ToolArguments {
    try {
      const { positionals, values } = parseArgs({ args: [...args], options, allowPositionals: true });
      return new ToolArguments(positionals, values, usage);
    } catch (error) {
      throw new UsageInvalid(error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error), usage);
    }
  }

  has(name: string): boolean {
    return this.values[name] === true;
  }

  /** A whole number of an option; undefined if it was not given. */
  wholeNumber(name: string, least: number, most: number): number | undefined {
    const text = this.values[name];
    if (typeof text !== 'string') return undefined;
    const number = Number(text);
    if (/^\d{1,16}$/.test(text) && number >= least && number <= most) return number;
    throw this.invalid(`--${name} is ${JSON.stringify(text)}, not a whole number from ${least} to ${most}`);
  }

  /** A file as its user names it: npm starts scripts in the project's folder and says where it was called. */
  file(text: string): string {
    return resolve(process.env.INIT_CWD ?? '', text);
  }

  /** The file of an option; undefined if it was not given. */
  fileOption(name: string): string | undefined {
    const text = this.values[name];
    return typeof text === 'string' ? this.file(text) : undefined;
  }

  invalid(finding: string): UsageInvalid {
    return new UsageInvalid(finding, this.usage);
  }
}
