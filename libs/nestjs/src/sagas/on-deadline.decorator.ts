import { ClassNotes, type handlers } from '@daybook/domain';
import type { SagaHandlers } from './saga-handlers.js';

/** A method and the deadline that calls it. */
export interface DeadlineNote {
  readonly method: string | symbol;
  readonly deadline: string;
}

const deadlineNotes = new ClassNotes<DeadlineNote>('saga-deadlines');

/**
 * Makes a method what a deadline calls when it falls due: once, and only if nothing has moved it or taken it back.
 *
 * @param name lower-case words joined by hyphens, as `this.deadline(name, …)` says it
 *
 * @example
 * @OnDeadline('payment') overdue(): void { this.compensate('not paid in time'); }
 *
 * @throws StaticMember the method is static
 */
export function OnDeadline(name: string) {
  return <Target extends { readonly [handlers]: SagaHandlers }, H extends () => void | undefined>(
    prototype: Target,
    method: string | symbol,
    _descriptor: TypedPropertyDescriptor<H>,
  ): void => {
    deadlineNotes.add(prototype, { method, deadline: name });
  };
}

/** What deadlines call in a class, its parents' methods first. */
export function deadlineHandlersOf(ofClass: object): readonly DeadlineNote[] {
  return deadlineNotes.of(ofClass);
}
