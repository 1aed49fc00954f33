import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { HttpAdapterHost } from '@nestjs/core';
import { type ProblemOptions, problemOf } from './problem-of-error.js';

/**
 * Answers every error of an HTTP request with RFC 9457 problem details.
 *
 * An error of Daybook keeps its code, and with a status below 500 also its message and its readonly data; errors of
 * Nest and of the body parsers keep their status; anything else is a 500 that says nothing about the inside and is
 * logged in full. Works on Express and on Fastify.
 *
 * @example app.useGlobalFilters(new ProblemFilter(app.get(HttpAdapterHost)));
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #logger = new Logger(ProblemFilter.name);

  constructor(
    private readonly adapterHost: HttpAdapterHost,
    private readonly options: ProblemOptions = {},
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const { httpAdapter } = this.adapterHost;
    const request: unknown = host.switchToHttp().getRequest();
    const response: unknown = host.switchToHttp().getResponse();
    const [path = '/'] = String(httpAdapter.getRequestUrl(request)).split('?');
    const problem = problemOf(error, path, this.options);
    if (problem.status >= 500) this.#report(error, String(httpAdapter.getRequestMethod(request)), problem.status, path);
    if (httpAdapter.isHeadersSent(response)) {
      httpAdapter.end(response);
      return;
    }
    httpAdapter.setHeader(response, 'Content-Type', 'application/problem+json');
    httpAdapter.reply(response, problem, problem.status);
  }

  #report(error: unknown, method: string, status: number, path: string): void {
    const stack = error instanceof Error ? error.stack : String(error);
    // The path is the client's: without its control characters it can neither forge lines nor colour a terminal.
    this.#logger.error(`${method} ${path.replaceAll(/[^\x20-\x7e]/g, '?')} was answered with ${status}`, stack);
  }
}
