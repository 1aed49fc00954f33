import type { ApiHeaderOptions } from '@nestjs/swagger';

const described = {
  'X-Correlation-Id': {
    description: 'The conversation that the request belongs to, for its events and for its answer. Default: a new one',
    schema: { type: 'string', maxLength: 255 },
  },
  'Idempotency-Key': {
    description:
      'Your own name for this request: under it you may send the same request again, and it takes effect once. ' +
      '1 to 255 visible ASCII characters, with or without double quotes',
    schema: { type: 'string', minLength: 1, maxLength: 257, example: '8e03978e-40d5-43e2-bc93-6894a57f9324' },
  },
  'If-Match': {
    description: 'The `ETag` that you have seen: if it has changed since, nothing is done and the answer is 412',
    schema: { type: 'string', example: '"2"' },
  },
} satisfies Record<string, Omit<ApiHeaderOptions, 'name'>>;

/** A header that requests to the HTTP kit may have. */
export type RequestHeader = keyof typeof described;

/** Describes these headers, for a request that may have them. */
export function requestHeaders(names: readonly RequestHeader[]): ApiHeaderOptions[] {
  return names.map((name) => ({ name, required: false, ...described[name] }));
}
