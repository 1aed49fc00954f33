import type { Rule } from '@daybook/domain';

/** A promise is kept for as long as it was given. */
export function reservationMustHaveExpired(expiresAt: Date | null, now: Date): Rule {
  const until = expiresAt?.toISOString() ?? null;
  return {
    code: 'reservation-must-have-expired',
    holds: expiresAt !== null && expiresAt <= now,
    message:
      `The reservation ${until === null ? 'does not expire' : `holds until ${until}`}, and it is ${now.toISOString()}. ` +
      'Wait until then, or release it.',
    data: { expiresAt: until },
  };
}
