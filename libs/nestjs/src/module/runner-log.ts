import { isDaybookError } from '@daybook/domain';
import type { RunnerNotice } from '@daybook/event-store';
import type { LoggerService } from '@nestjs/common';
import { type LogLine, runnerNoticeInWords } from './runner-notice-in-words.js';

type Failing = Extract<RunnerNotice, { readonly word: 'failing' | 'recovered' }>;

/**
 * Writes what a runner tells of into the log, once per matter: a database that is away stands in the way of all
 * subscriptions, and is one line when it goes and one when it is back.
 */
export class RunnerLog {
  /** By matter, who is kept by it. */
  readonly #matters = new Map<string, Set<string>>();
  /** By who is kept, the matter. */
  readonly #kept = new Map<string, string>();

  constructor(private readonly logger: Required<Pick<LoggerService, 'debug' | 'log' | 'warn' | 'error'>>) {}

  write(notice: RunnerNotice): void {
    const isNews =
      notice.word === 'failing' ? this.#begins(notice) : notice.word === 'recovered' ? this.#ends(notice) : true;
    if (isNews) this.#line(runnerNoticeInWords(notice));
  }

  #begins(notice: Extract<Failing, { readonly word: 'failing' }>): boolean {
    this.#ends(notice);
    const [who, matter] = [whoOf(notice), matterOf(notice)];
    const kept = this.#matters.get(matter) ?? new Set();
    const isNews = kept.size === 0;
    this.#matters.set(matter, kept.add(who));
    this.#kept.set(who, matter);
    return isNews;
  }

  #ends(notice: Failing): boolean {
    const who = whoOf(notice);
    const matter = this.#kept.get(who);
    if (matter === undefined) return false;
    this.#kept.delete(who);
    const kept = this.#matters.get(matter);
    kept?.delete(who);
    if (kept?.size !== 0) return false;
    this.#matters.delete(matter);
    return true;
  }

  #line({ level, text, stack }: LogLine): void {
    if (stack === undefined) this.logger[level](text);
    else this.logger[level](text, stack);
  }
}

function whoOf({ subscription, segment, doing }: Failing): string {
  return JSON.stringify([subscription, segment, doing]);
}

// A failure of the store is one matter for everybody; that of a handler is its subscription's own.
function matterOf({ error, subscription, doing }: Extract<Failing, { readonly word: 'failing' }>): string {
  if (isDaybookError(error) && /^(store|transaction)-/.test(error.code)) return error.code;
  return JSON.stringify([subscription, doing]);
}
