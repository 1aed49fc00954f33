import type { Message } from '../commands/message/message.js';
import { malformedJson } from './malformed-json.js';
import { RequestInvalid } from './request-invalid.error.js';

/** What a platform has found out about a request before anything handles it. */
export interface RoutedRequest {
  readonly method: string;
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  /** Express's. */
  readonly route?: { readonly path: string };
  /** Fastify's. */
  readonly routeOptions?: { readonly url?: string };
}

const deepest = 64;

/**
 * What a request asks for, where no command says it: its route, which is the same for each build, and its arguments.
 *
 * @throws RequestInvalid an argument is malformed as a whole. No pipe has seen it yet, and it is about to be walked
 */
export function operationOf(request: RoutedRequest, maxDepth: number = deepest): Message['operation'] {
  const { method, params, query, body } = request;
  for (const argument of [params, query, body]) {
    const malformed = malformedJson(argument, maxDepth);
    if (malformed) throw new RequestInvalid([malformed]);
  }
  const route = request.route?.path ?? request.routeOptions?.url ?? '';
  return { type: `${method} ${route}`, payload: { params, query, body } };
}
