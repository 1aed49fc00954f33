import { type ArgumentsHost, Catch, type ExceptionFilter, Inject, Logger, Optional } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { correlationIdHeader, correlationIdOrNew } from './correlation-id.js';
import type { Received } from './header-values.js';
import { type ProblemOptions, problemOf } from './problem-of-error.js';
import { dayToDay } from './problem-statuses.js';
import type { Problem } from './problem.js';
import { RefusalLog } from './refusal-log.js';
import { retryAfterOf } from './retry-after.js';

/** Nobody provides it: a filter that Nest makes has no options. */
const problemOptions = Symbol('daybook.problem-options');

/** An answer on either platform, or Node's own. The adapter of Nest 11.1 cannot be asked for its headers. */
interface Answering {
  getHeader(name: string): unknown;
}

/**
 * Answers every error of an HTTP request with RFC 9457 problem details.
 *
 * An error of Daybook keeps its code, and with a status below 500 also its message and its readonly data; errors of
 * Nest and of the body parsers keep their status; anything else is a 500 that says nothing about the inside and is
 * logged in full, with the correlation id that the answer bears. That rows are behind or being made is a warning in the log,
 * once a minute. Works on Express and on Fastify; what came by another
 * transport than HTTP fails as it would without.
 *
 * @example app.useGlobalFilters(new ProblemFilter(app.get(HttpAdapterHost)));
 * @example
 * // For one controller, beside others that keep their answers.
 * \@UseFilters(ProblemFilter)
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #logger = new Logger(ProblemFilter.name);
  readonly #refusals = new RefusalLog(this.#logger);

  constructor(
    @Inject(HttpAdapterHost) private readonly adapterHost: HttpAdapterHost,
    @Optional() @Inject(problemOptions) private readonly options: ProblemOptions = {},
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    // What came by another transport is for Nest's own filter, which is asked where this one answers nothing.
    if (host.getType() !== 'http') return;
    const { httpAdapter } = this.adapterHost;
    const request = host.switchToHttp().getRequest<Received>();
    const response = host.switchToHttp().getResponse<Answering>();
    const [path = '/'] = String(httpAdapter.getRequestUrl(request)).split('?');
    const problem = problemOf(error, path, this.options);
    const { status } = problem;
    const sent = response.getHeader(correlationIdHeader);
    const correlationId = typeof sent === 'string' ? sent : correlationIdOrNew(request);
    if (status >= 500) {
      const method = String(httpAdapter.getRequestMethod(request));
      this.#report(error, problem, `${method} ${path} was answered with ${status}, correlation id ${correlationId}`);
    }
    if (httpAdapter.isHeadersSent(response)) {
      httpAdapter.end(response);
      return;
    }
    // What was refused before any interceptor has none yet.
    httpAdapter.setHeader(response, correlationIdHeader, correlationId);
    httpAdapter.setHeader(response, 'Content-Type', 'application/problem+json');
    const retryAfter = retryAfterOf(problem);
    if (retryAfter !== undefined) httpAdapter.setHeader(response, 'Retry-After', String(retryAfter));
    // By itself: told the status together with the body, Nest 11.2 on Express makes it plain JSON, and complains each time.
    httpAdapter.status(response, status);
    httpAdapter.reply(response, problem);
  }

  #report(error: unknown, { code, detail }: Problem, what: string): void {
    const stack = error instanceof Error ? error.stack : String(error);
    // Path and id are the client's: without control characters they can neither forge lines nor colour a terminal.
    if (dayToDay.has(code)) this.#refusals.write(code, printable(`${what}: ${detail ?? code}`));
    else this.#logger.error(printable(what), stack);
  }
}

function printable(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, '?');
}
