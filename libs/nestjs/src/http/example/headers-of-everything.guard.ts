import { type CanActivate, type ExecutionContext, UnsupportedMediaTypeException } from '@nestjs/common';

/** A wrong build of the guard for bodies: takes whatever comes for a request over HTTP. */
export class HeadersOfEverything implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { headers } = context.switchToHttp().getRequest<{ headers: Record<string, string | undefined> }>();
    if (headers['content-length'] === undefined || headers['content-type'] === 'application/json') return true;
    throw new UnsupportedMediaTypeException();
  }
}
