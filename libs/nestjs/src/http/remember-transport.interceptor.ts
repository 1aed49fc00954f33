import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Observable } from 'rxjs';
import { handleWithin } from './handle-within.js';
import { runOver } from './transport.js';

/**
 * Remembers by which transport a call came, for pipes: Nest does not tell them, and the one for bodies shall leave the
 * messages of a microservice alone.
 */
@Injectable()
export class RememberTransport implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return handleWithin((work) => runOver(context.getType(), work), next);
  }
}
