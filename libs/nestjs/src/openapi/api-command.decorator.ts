import { applyDecorators, type Type } from '@nestjs/common';
import { ApiHeaders, ApiResponse } from '@nestjs/swagger';
import { answerHeaders } from './answer-headers.js';
import { ApiProblems, type ProblemDescriptions } from './api-problems.decorator.js';
import { requestHeaders } from './request-headers.js';

/** Options of `@ApiCommand`. */
export interface ApiCommandOptions {
  /** What is answered when it is done. */
  readonly answers: Type<unknown>;
  /** The status of that answer. Default 200. */
  readonly status?: number;
  /** Whether it changes what is there already, so that `If-Match` can say which version of it was seen. Default true. */
  readonly changes?: boolean;
  /** Whether the answer bears an `ETag`, as `VersionAsETag` gives it one. Default true. */
  readonly etag?: boolean;
  /** What is refused here, by status; goes before what any command may be refused for. Default: nothing more. */
  readonly problems?: ProblemDescriptions;
}

const underKey = '`Idempotency-Key` was sent with another request before (`idempotency-key-conflict`)';

/**
 * Documents a route that takes a command: its answer, the headers by which it can be repeated, made conditional and
 * followed, and the problems that it may be refused with.
 *
 * @example @ApiCommand({ answers: AccountChange, problems: { 404: 'There is no such account', 422: '`insufficient-funds`' } })
 */
export function ApiCommand(options: ApiCommandOptions): MethodDecorator {
  const { answers, status = 200, changes = true, etag = true, problems = {} } = options;
  const refused = {
    ...problems,
    409: problems[409] === undefined ? underKey : `${problems[409]}; or ${underKey}`,
    ...(changes && { 412: problems[412] ?? 'Its version is none that `If-Match` names (`aggregate-outdated`)' }),
  };
  return applyDecorators(
    ApiHeaders(requestHeaders(['Idempotency-Key', ...(changes ? (['If-Match'] as const) : []), 'X-Correlation-Id'])),
    ApiResponse({
      status,
      type: answers,
      headers: answerHeaders([...(etag ? (['ETag'] as const) : []), 'Daybook-Position', 'X-Correlation-Id']),
    }),
    ApiProblems(refused, { body: true }),
  );
}
