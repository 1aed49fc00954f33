import type { LoggerService } from '@nestjs/common';
import type { Output } from './output.js';

/**
 * Prints what an application logs while a command runs: beside the results, a line each, warnings and errors only. The
 * error that ends a start is the command's to print.
 */
export class ApplicationLog implements LoggerService {
  constructor(
    private readonly output: Output,
    private readonly tellsAll: boolean,
  ) {}

  log(message: unknown, ...rest: unknown[]): void {
    if (this.tellsAll) this.#print(message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.#print(message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    if (rest.at(-1) !== 'ExceptionHandler') this.#print(message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.error(message, ...rest);
  }

  #print(message: unknown, rest: readonly unknown[]): void {
    const context = rest.at(-1);
    const text =
      message instanceof Error ? message.message : typeof message === 'string' ? message : JSON.stringify(message);
    const prefix = typeof context === 'string' ? `[${context}] ` : '';
    for (const line of text.split('\n')) this.output.note(`${prefix}${line}`);
  }
}
