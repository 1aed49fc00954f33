/** What a transaction was for, as a statement spells it; empty if nobody said. */
export const purposes = [
  '',
  'household',
  'insurance',
  'interest',
  'loan-payment',
  'pension',
  'sanction-interest',
  'statement-fee',
] as const;

export type Purpose = (typeof purposes)[number];

/** What the bank takes for itself, whatever the owner's limit. */
export type FeePurpose = 'sanction-interest' | 'statement-fee';

export function isPurpose(text: string): text is Purpose {
  return purposes.some((purpose) => purpose === text);
}

export function isFee(purpose: Purpose): purpose is FeePurpose {
  return purpose === 'statement-fee' || purpose === 'sanction-interest';
}
