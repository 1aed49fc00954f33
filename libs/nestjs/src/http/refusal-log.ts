import type { LoggerService } from '@nestjs/common';

const onceInMs = 60_000;

interface Told {
  readonly at: number;
  /** How many were not told since. */
  more: number;
}

/**
 * Writes refusals that belong to the day's work into the log: one line for each kind, and for the next minute only how many
 * there were. A new version that takes an hour to be made would otherwise be a line for each request.
 */
export class RefusalLog {
  readonly #told = new Map<string, Told>();

  constructor(private readonly logger: Required<Pick<LoggerService, 'warn'>>) {}

  /** @param kind which of them, such as the code of the problem */
  write(kind: string, line: string): void {
    const told = this.#told.get(kind);
    const now = performance.now();
    if (told !== undefined && now - told.at < onceInMs) {
      told.more++;
      return;
    }
    this.#told.set(kind, { at: now, more: 0 });
    const more = told === undefined || told.more === 0 ? '' : ` ${told.more} more since the last such line.`;
    this.logger.warn(`${line}${more}`);
  }
}
