// Types and no interfaces, because the compiler takes those alone for JSON.

/** A deposit as it was recorded at first. */
export type DepositV1 = {
  readonly amountMinor: number;
  readonly reference?: string;
};

/** A deposit that says in which currency it came. */
export type DepositV2 = DepositV1 & { readonly currency: string };

/** A deposit of an amount that is one thing with its currency; `FundsDeposited` is the class of it. */
export type DepositV3 = {
  readonly amount: { readonly minor: number; readonly currency: string };
  readonly reference?: string;
};
