import { type CanActivate, type ExecutionContext, Injectable, UnsupportedMediaTypeException } from '@nestjs/common';
import { jsonMediaType, sendJson } from './json-media-type.js';

interface IncomingHeaders {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/**
 * Refuses a body that is not declared as JSON with 415, instead of taking it for an absent one: a route whose fields
 * are all optional would otherwise act on a body that nobody has read.
 *
 * @example app.useGlobalGuards(new JsonBodiesOnly());
 */
@Injectable()
export class JsonBodiesOnly implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true;
    const { headers } = context.switchToHttp().getRequest<IncomingHeaders>();
    const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
    if (!hasBody || jsonMediaType.test(String(headers['content-type'] ?? ''))) return true;
    throw new UnsupportedMediaTypeException(sendJson);
  }
}
