import type { UnitOfWorkOptions } from '@daybook/nestjs';

/** How a step of a payment and of its account are recorded: together, and again if somebody else was first at either. */
export const together: UnitOfWorkOptions = { retries: 10 };
