import {
  type CallHandler,
  type ExecutionContext,
  Inject,
  Injectable,
  type NestInterceptor,
  Optional,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { catchError, type Observable, throwError } from 'rxjs';
import { MessageContext } from '../commands/message/message-context.js';
import type { Message } from '../commands/message/message.js';
import { present } from '../commands/present.js';
import { correlationIdHeader, correlationIdOf } from './correlation-id.js';
import { handleWithin } from './handle-within.js';
import type { Received } from './header-values.js';
import { idempotencyKeyOf } from './idempotency-key.js';
import { expectedVersionsOf } from './if-match.js';
import { namedAsSent } from './named-as-sent.js';
import { operationOf, type RoutedRequest } from './operation-of.js';
import { traceparentOf } from './traceparent.js';

/** A request as both platforms have it. */
export interface HttpRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** Options of `MessageFromRequest`. */
export interface MessageFromRequestOptions {
  /**
   * Who sends the request, for the metadata of its events and as a part of what its idempotency key is unique in. Called
   * after the guards, so what they have put on the request is there. What it throws is answered. Default: nobody.
   *
   * @example actor: (request: Request & { user?: { id: string } }) => request.user?.id
   */
  actor?(request: HttpRequest): string | undefined;
  /** How many levels of objects and arrays a body may have that comes under an idempotency key. Default 64. */
  readonly maxDepth?: number;
}

/** Nobody provides it: an interceptor that Nest makes has no options. */
const messageOptions = Symbol('daybook.message-from-request-options');

/** What is asked by these cannot be repeated to any harm, and changes no version. */
const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

/**
 * Makes a request the message that everything in its handling belongs to: with its correlation id (`X-Correlation-Id`, or
 * a new one; answered in the same header), its trace (`traceparent`) and its actor, which go with every event; and, unless
 * it only asks, with its `Idempotency-Key` and the versions of its `If-Match`.
 *
 * A part of `configureHttp`; by itself it serves a controller that does without the rest.
 *
 * @example \@UseInterceptors(MessageFromRequest, PositionHeader)
 * @throws RequestInvalid a header is malformed
 */
@Injectable()
export class MessageFromRequest implements NestInterceptor {
  constructor(
    private readonly adapterHost: HttpAdapterHost,
    @Optional() @Inject(messageOptions) private readonly options: MessageFromRequestOptions = {},
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const request = context.switchToHttp().getRequest<HttpRequest & Received & RoutedRequest>();
    const correlationId = correlationIdOf(request);
    this.adapterHost.httpAdapter.setHeader(context.switchToHttp().getResponse(), correlationIdHeader, correlationId);
    const message = this.#messageOf(request, correlationId);
    return handleWithin((work) => MessageContext.run(message, work), {
      handle: () => toldAsSent(next.handle(), MessageContext.current),
    });
  }

  #messageOf(request: HttpRequest & Received & RoutedRequest, correlationId: string): Message {
    const actor = this.options.actor?.(request);
    const metadata = { correlationId, ...present({ actor, traceparent: traceparentOf(request) }) };
    if (safeMethods.has(request.method)) return { metadata };
    const idempotencyKey = idempotencyKeyOf(request);
    const expectedVersions = expectedVersionsOf(request);
    const operation = idempotencyKey === undefined ? undefined : operationOf(request, this.options.maxDepth);
    return { metadata, idempotencyKey, expectedVersions, operation };
  }
}

function toldAsSent(answer: Observable<unknown>, message: MessageContext | undefined): Observable<unknown> {
  return answer.pipe(catchError((error: unknown) => throwError(() => namedAsSent(error, message))));
}
