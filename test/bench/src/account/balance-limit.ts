/** What no balance may exceed: the rule that every contestant decides by. It is never broken. */
export const balanceLimitMinor = 1_000_000_000_000;
