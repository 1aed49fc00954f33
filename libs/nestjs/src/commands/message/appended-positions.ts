/** Up to where the log has come with what a message has appended. What is appended in a transaction counts with its commit. */
export class AppendedPositions {
  #highest: number | undefined;
  /** By the transaction's manager, for those transactions whose end is going to be told. */
  readonly #uncommitted = new WeakMap<object, number>();

  get highest(): number | undefined {
    return this.#highest;
  }

  begun(transaction: object): void {
    this.#uncommitted.set(transaction, 0);
  }

  reached(position: number, transaction: object | undefined): void {
    const soFar = transaction && this.#uncommitted.get(transaction);
    if (transaction === undefined || soFar === undefined) this.#highest = Math.max(this.#highest ?? 0, position);
    else this.#uncommitted.set(transaction, Math.max(soFar, position));
  }

  committed(transaction: object): void {
    const position = this.#uncommitted.get(transaction) ?? 0;
    this.#uncommitted.delete(transaction);
    if (position > 0) this.reached(position, undefined);
  }
}
