import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parseIsoDate, type PointInTime } from '@daybook/nestjs';
import { type CommandOptions, sharedOptions } from './command-option.js';
import { nearestName } from './nearest-name.js';
import { UsageInvalid } from './usage-invalid.error.js';

/** What a command was called with, read strictly: an option that it does not know is an error, never ignored. */
export class CommandArguments {
  private constructor(
    readonly positionals: readonly string[],
    private readonly values: Readonly<Record<string, unknown>>,
    private readonly help: string,
  ) {}

  /** @throws UsageInvalid */
  static parse(args: readonly string[], commandOptions: CommandOptions, help: string): CommandArguments {
    const known = { ...commandOptions, ...sharedOptions };
    const options = Object.fromEntries(
      Object.entries(known).map(([name, { value, repeated = false }]) => [
        name,
        { type: value === undefined ? ('boolean' as const) : ('string' as const), multiple: repeated },
      ]),
    );
    try {
      const { positionals, values } = parseArgs({ args: [...args], options, allowPositionals: true });
      return new CommandArguments(positionals, values, help);
    } catch (error) {
      const said = error instanceof Error ? (error.message.split(/[.\n]/)[0] ?? '') : String(error);
      const [, written] = /Unknown option '--([^']*)'/.exec(said) ?? [];
      const meant = written === undefined ? undefined : nearestName(written, Object.keys(known));
      throw new UsageInvalid(lowerFirst(said), meant === undefined ? help : `Did you mean --${meant}? ${help}`);
    }
  }

  has(name: string): boolean {
    return this.values[name] === true;
  }

  text(name: string): string | undefined {
    const value = this.values[name];
    return typeof value === 'string' ? value : undefined;
  }

  texts(name: string): readonly string[] {
    return (this.values[name] as readonly string[] | undefined) ?? [];
  }

  /** The one argument in front of the options. @throws UsageInvalid */
  only(what: string): string {
    const name = this.atMostOne(what);
    if (name === undefined) throw this.invalid(`the ${what} is missing`);
    return name;
  }

  /** The same where it may be missing. @throws UsageInvalid */
  atMostOne(what: string): string | undefined {
    const [name, ...more] = this.positionals;
    if (more.length > 0) throw this.invalid(`${JSON.stringify(more[0])} is one ${what} too many`);
    return name;
  }

  /** A text that must not be missing. @throws UsageInvalid */
  required(name: string): string {
    const text = this.text(name);
    if (text === undefined || text.trim() === '') throw this.invalid(`--${name} is missing`);
    return text;
  }

  /** A whole number from 1; undefined if it was not given. */
  count(name: string): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const number = Number(text);
    if (/^\d{1,16}$/.test(text) && number >= 1 && Number.isSafeInteger(number)) return number;
    throw this.invalid(`--${name} is ${JSON.stringify(text)}, not a whole number from 1`);
  }

  /** A file as its user names it: npm starts scripts in the project's folder and says where it was called. */
  file(text: string): string {
    return resolve(process.env['INIT_CWD'] ?? '', text);
  }

  /** The point in time of `--at` and `--as`; undefined if it is now. */
  pointInTime(): PointInTime | undefined {
    const at = this.text('at');
    const as = this.text('as');
    if (as !== undefined && as !== 'occurred' && as !== 'recorded') {
      throw this.invalid(`--as is ${JSON.stringify(as)}, neither occurred nor recorded`);
    }
    if (at === undefined && as !== undefined)
      throw this.invalid('--as says of which time --at is, and that is missing');
    if (at === undefined) return undefined;
    if (/^\d+$/.test(at)) {
      if (as !== undefined) throw this.invalid('--as goes with a time, and --at is a version');
      return { version: this.count('at') ?? 1 };
    }
    const moment = parseIsoDate(at, 'end-of-day');
    if (moment !== undefined) return as === 'occurred' ? { occurredBy: moment } : { recordedBy: moment };
    throw this.invalid(`--at is ${JSON.stringify(at)}, neither a version nor a time like 2026-01-31T12:00:00Z`);
  }

  invalid(finding: string): UsageInvalid {
    return new UsageInvalid(finding, this.help);
  }
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
