import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { defer, type Observable, tap } from 'rxjs';
import { MessageContext } from '../commands/message/message-context.js';
import { handleWithin } from './handle-within.js';

/** The header that says up to where the log has come with what a request has appended. */
export const positionHeader = 'Daybook-Position';

/**
 * Sends the highest position that a request has appended at as `Daybook-Position`, so that whoever reads next can say
 * how far the view must have come. Absent if nothing was appended; there with an error, if something was before.
 *
 * A part of `configureHttp`; by itself it serves a controller that does without the rest.
 *
 * @example \@UseInterceptors(PositionHeader)
 */
@Injectable()
export class PositionHeader implements NestInterceptor {
  constructor(private readonly adapterHost: HttpAdapterHost) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    if (MessageContext.current !== undefined) return this.#observe(MessageContext.current, context, next);
    return handleWithin((work) => MessageContext.run({}, work), {
      handle: () => defer(() => this.#observe(MessageContext.current, context, next)),
    });
  }

  #observe(message: MessageContext | undefined, context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { httpAdapter } = this.adapterHost;
    const response: unknown = context.switchToHttp().getResponse();
    const show = (): void => {
      const position = message?.progress.position;
      if (position === undefined || httpAdapter.isHeadersSent(response)) return;
      httpAdapter.setHeader(response, positionHeader, String(position));
    };
    return next.handle().pipe(tap({ complete: show, error: show }));
  }
}
