/** What a handler of a saga has asked for. */
export type SagaWish =
  | { readonly send: object }
  | { readonly compensateWith: object }
  | { readonly deadline: string; readonly dueAt: Date | undefined }
  | { readonly compensate: string | undefined }
  | { readonly complete: true };

/** What an instance is told while one of its handlers runs, and what that handler has asked for so far. */
export interface SagaMoment {
  state: object;
  readonly now: Date;
  readonly key: string;
  readonly correlation: string;
  readonly wishes: SagaWish[];
}

/** Under it an instance has its moment; by name, for another installed copy of the library. */
export const moment: unique symbol = Symbol.for('daybook.saga-moment');
