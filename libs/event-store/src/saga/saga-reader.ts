/** A saga and the subscription by which it reads. */
export interface SagaReader {
  readonly saga: string;
  readonly subscription: string;
}
