import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { ProblemSchema } from './problem-schema.js';

/** What each status means here, for example `{ 404: 'The account is unknown' }`. */
export type ProblemDescriptions = Readonly<Record<number, string>>;

/** What every route of an application with the HTTP kit may answer. */
const anywhere: ProblemDescriptions = {
  400: 'The request is malformed; `errors` names each wrong field. Nothing was written',
  500: 'The service failed in a way that it did not foresee (`internal-server-error`)',
  503: 'The event store does not answer (`store-unavailable`) or has too much to do (`store-overloaded`); or it was lost while it answered, so that it is unknown whether the request has taken effect (`append-outcome-unknown`)',
};

/** What every route with a body may answer besides. */
const withBody: ProblemDescriptions = {
  413: 'The body is too large',
  415: 'The body is not declared as JSON',
};

/**
 * Documents the problems of a route or of a whole controller: those given, and those that any route may answer.
 *
 * @example @ApiProblems({ 404: 'There is no such account', 422: '`insufficient-funds`' })
 */
export function ApiProblems(
  given: ProblemDescriptions = {},
  { body = false }: { readonly body?: boolean } = {},
): MethodDecorator & ClassDecorator {
  const schema = { $ref: getSchemaPath(ProblemSchema) };
  const responses = Object.entries({ ...anywhere, ...(body ? withBody : {}), ...given }).map(([status, description]) =>
    ApiResponse({ status: Number(status), description, content: { 'application/problem+json': { schema } } }),
  );
  return applyDecorators(ApiExtraModels(ProblemSchema), ...responses);
}
