import { type CallHandler, type ExecutionContext, Inject, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { from, type Observable, switchMap } from 'rxjs';
import { ReadYourWrites } from '../projections/waiting/read-your-writes.js';
import { type AwaitedModel, awaitedModels, type KeyedRequest } from './awaited-models.js';
import type { Received } from './header-values.js';
import { waitForOf } from './wait-for-header.js';

/**
 * Handles a request with `Daybook-Wait-For` when the projections that its route reads have come so far. A part of
 * `@WaitsFor`; what came by another transport than HTTP is handled at once.
 */
@Injectable()
export class WaitFor implements NestInterceptor {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(ReadYourWrites) private readonly readYourWrites: ReadYourWrites,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const request = context.switchToHttp().getRequest<Received & KeyedRequest>();
    const position = waitForOf(request);
    const places = [context.getHandler(), context.getClass()];
    const models = this.reflector.getAllAndOverride<readonly AwaitedModel[] | undefined>(awaitedModels, places);
    if (position === undefined || models === undefined) return next.handle();
    const waits = models.map((model) => this.#wait(model, position, request));
    return from(Promise.all(waits)).pipe(switchMap(() => next.handle()));
  }

  async #wait(model: AwaitedModel, position: number, request: KeyedRequest): Promise<void> {
    if (typeof model === 'function') return this.readYourWrites.waitFor(model, position);
    return this.readYourWrites.waitFor(model.projection, position, { key: model.key(request) });
  }
}
