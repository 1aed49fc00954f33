import { applyDecorators, type Type } from '@nestjs/common';
import { ApiHeaders, ApiOkResponse } from '@nestjs/swagger';
import { answerHeaders } from './answer-headers.js';
import { ApiProblems, type ProblemDescriptions } from './api-problems.decorator.js';
import { requestHeaders } from './request-headers.js';

/** What a question meets where a command is told that its outcome is unknown. */
const notNow =
  'The event store does not answer (`store-unavailable`) or has too much to do (`store-overloaded`); or a read model is being ' +
  'made (`projection-not-ready`), or has not come as far as was asked for (`projection-behind`, `projection-runs-later`, `key-parked`)';

/** Options of `@ApiQuestion`. */
export interface ApiQuestionOptions {
  /** What is answered. */
  readonly answers: Type<unknown>;
  /** Whether the answer bears an `ETag`, as `VersionAsETag` gives it one. Default false. */
  readonly etag?: boolean;
  /** What is refused here, by status. Default: what any route may be refused for. */
  readonly problems?: ProblemDescriptions;
}

/**
 * Documents a route that asks and changes nothing: its answer, its headers and its problems.
 *
 * @example @ApiQuestion({ answers: AccountView, etag: true, problems: { 404: 'There is no such account' } })
 */
export function ApiQuestion({ answers, etag = false, problems = {} }: ApiQuestionOptions): MethodDecorator {
  const headers = answerHeaders([...(etag ? (['ETag'] as const) : []), 'X-Correlation-Id']);
  return applyDecorators(
    ApiHeaders(requestHeaders(['X-Correlation-Id'])),
    ApiOkResponse({ type: answers, headers }),
    ApiProblems({ 503: notNow, ...problems }),
  );
}
