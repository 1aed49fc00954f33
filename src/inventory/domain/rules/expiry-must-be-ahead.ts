import type { Rule } from '@daybook/domain';

/** A reservation lasts for a while, or until it is given up. */
export function expiryMustBeAhead(expiresAt: Date | undefined, now: Date): Rule {
  return {
    code: 'expiry-must-be-ahead',
    holds: expiresAt === undefined || expiresAt > now,
    message: `The reservation would end at ${expiresAt?.toISOString()}, and it is ${now.toISOString()}. Name a later time, or none.`,
    ...(expiresAt !== undefined && { data: { expiresAt: expiresAt.toISOString() } }),
  };
}
