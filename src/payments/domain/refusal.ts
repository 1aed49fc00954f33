/** Why an account does not do what a payment asks of it. */
export interface Refusal {
  /** The code of the rule. */
  readonly code: string;
  /** For people. */
  readonly reason: string;
}

/** What of a payment may be refused. */
export const refusableSteps = ['authorisation', 'capture', 'refund'] as const;
export type RefusableStep = (typeof refusableSteps)[number];
