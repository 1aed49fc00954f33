import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { type Observable, tap } from 'rxjs';

interface Versioned {
  readonly version: number;
}

/**
 * Sends the answer's `version` as its `ETag`, so that a client can say which version it has seen.
 *
 * @example @Get(':id') @UseInterceptors(VersionAsETag) view(): Promise<{ version: number }> { … }
 */
@Injectable()
export class VersionAsETag implements NestInterceptor<Versioned, Versioned> {
  constructor(private readonly adapterHost: HttpAdapterHost) {}

  intercept(context: ExecutionContext, next: CallHandler<Versioned>): Observable<Versioned> {
    const response: unknown = context.switchToHttp().getResponse();
    return next.handle().pipe(
      tap(({ version }) => {
        this.adapterHost.httpAdapter.setHeader(response, 'ETag', `"${version}"`);
      }),
    );
  }
}
