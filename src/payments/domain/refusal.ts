import { BusinessRuleViolation } from '@daybook/domain';

/** Why an account does not do what a payment asks of it. */
export interface Refusal {
  /** The code of the rule. */
  readonly code: string;
  /** For people. */
  readonly reason: string;
}

/**
 * Throws what an account says where its no is an answer to whoever has asked, and not a fact of the payment.
 *
 * @param refusal undefined if it has said yes
 * @throws BusinessRuleViolation by the account's rule
 */
export function mustNotBeRefused(refusal: Refusal | undefined): void {
  if (refusal !== undefined) throw new BusinessRuleViolation(refusal.code, refusal.reason);
}

/** What of a payment may be refused. */
export const refusableSteps = ['authorisation', 'capture', 'refund'] as const;
export type RefusableStep = (typeof refusableSteps)[number];
