/** A header of an answer, as OpenAPI describes it. */
interface DescribedHeader {
  readonly description: string;
  readonly schema: { readonly type: 'string' | 'integer'; readonly example: string | number };
}

const described = {
  'X-Correlation-Id': {
    description: 'The conversation that the request belongs to, as it was sent, or a new one',
    schema: { type: 'string', example: '018f9c3e-1f6a-4b1e-9d0c-5a4f3b2c1d0e' },
  },
  ETag: {
    description: 'The version, for `If-Match`',
    schema: { type: 'string', example: '"2"' },
  },
  'Daybook-Position': {
    description: 'The highest position in the log that the request has appended at; absent if it has appended nothing',
    schema: { type: 'integer', example: 17 },
  },
} satisfies Record<string, DescribedHeader>;

/** A header that answers of the HTTP kit may have. */
export type AnswerHeader = keyof typeof described;

/** Describes these headers, for an answer that has them. */
export function answerHeaders(names: readonly AnswerHeader[]): Record<string, DescribedHeader> {
  return Object.fromEntries(names.map((name) => [name, described[name]]));
}
