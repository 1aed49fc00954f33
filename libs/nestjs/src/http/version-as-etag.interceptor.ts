import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { map, type Observable } from 'rxjs';
import { entityTags } from './entity-tags.js';
import { headerValues, type Received } from './header-values.js';

interface Versioned {
  readonly version: number;
}

/**
 * Sends the answer's `version` as its `ETag`, so that a client can say which version it has seen: in `If-Match`, before
 * it changes something, and in `If-None-Match`, where it asks again and a bare 304 says that it has seen it all.
 *
 * @example @Get(':id') @UseInterceptors(VersionAsETag) view(): Promise<{ version: number }> { … }
 */
@Injectable()
export class VersionAsETag implements NestInterceptor<Versioned, Versioned | undefined> {
  constructor(private readonly adapterHost: HttpAdapterHost) {}

  intercept(context: ExecutionContext, next: CallHandler<Versioned>): Observable<Versioned | undefined> {
    if (context.getType() !== 'http') return next.handle();
    const request = context.switchToHttp().getRequest<Received & { readonly method: string }>();
    const response: unknown = context.switchToHttp().getResponse();
    const { httpAdapter } = this.adapterHost;
    return next.handle().pipe(
      map((answer) => {
        httpAdapter.setHeader(response, 'ETag', `"${answer.version}"`);
        if (!hasSeen(request, String(answer.version))) return answer;
        // Express would come to the same by itself, Fastify would send it all.
        httpAdapter.status(response, 304);
        return undefined;
      }),
    );
  }
}

function hasSeen(request: Received & { readonly method: string }, version: string): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  const list = headerValues(request, 'If-None-Match').join(',').trim();
  return list === '*' || (entityTags(list) ?? []).some(({ tag }) => tag === version);
}
