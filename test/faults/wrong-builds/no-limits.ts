import type { WaitingLimits } from '@daybook/event-store';

const longest = 2_147_483_647;

/** A store that lets as many wait as come, and for as long as it takes: as good as none of the limits. */
export const noLimits: WaitingLimits = { waiting: longest, waitMs: longest, answerMs: longest };
