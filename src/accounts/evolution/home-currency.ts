/** ISO 4217's code for no currency: nobody has said which. */
export const unknownCurrency = 'XXX';

/** The currency that the bank kept its accounts in before deposits said theirs, as far as somebody knows. */
export class HomeCurrency {
  /** @param code ISO 4217. Default: unknown */
  constructor(readonly code: string = unknownCurrency) {}
}
