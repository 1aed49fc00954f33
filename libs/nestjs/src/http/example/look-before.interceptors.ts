import {
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
  PreconditionFailedException,
} from '@nestjs/common';
import { from, type Observable, of, switchMap, tap } from 'rxjs';
import type { AggregateRepository } from '../../commands/aggregate-repository.js';
import type { Tally } from '../../commands/example/tally.js';

interface KeyedRequest {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly params: { readonly id: string };
}

/** A wrong build of the idempotency key: looks whether there is an answer already, and keeps it when there is one. */
export class LookForTheAnswerBefore implements NestInterceptor {
  readonly #answers = new Map<string, unknown>();

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { headers } = context.switchToHttp().getRequest<KeyedRequest>();
    const key = headers['idempotency-key'];
    if (key === undefined) return next.handle();
    return this.#answers.has(key)
      ? of(this.#answers.get(key))
      : next.handle().pipe(tap((answer) => void this.#answers.set(key, answer)));
  }
}

/** A wrong build of If-Match: looks at the version before, and lets the handler change whatever it finds then. */
export class LookAtTheVersionBefore implements NestInterceptor {
  constructor(private readonly tallies: AggregateRepository<Tally>) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { headers, params } = context.switchToHttp().getRequest<KeyedRequest>();
    const expected = headers['if-match'];
    if (expected === undefined) return next.handle();
    return from(this.tallies.load(params.id)).pipe(
      switchMap(({ version }) => {
        if (`"${version}"` !== expected) throw new PreconditionFailedException();
        return next.handle();
      }),
    );
  }
}
