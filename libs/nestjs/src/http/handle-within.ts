import type { CallHandler } from '@nestjs/common';
import { Observable } from 'rxjs';

/** Handles a call inside of a scope: its beginning, and with it everything that it awaits. */
export function handleWithin<T>(scope: (work: () => void) => void, next: CallHandler<T>): Observable<T> {
  return new Observable<T>((subscriber) => {
    scope(() => void next.handle().subscribe(subscriber));
  });
}
