/** A fault was asked for that there is not. */
export class UnknownFault extends Error {
  constructor(
    readonly names: readonly string[],
    readonly known: readonly string[],
  ) {
    super(`There is no fault "${names.join(', ')}". There are ${known.join(', ')}.`);
  }
}
