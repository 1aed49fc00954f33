import { type Duration, millisecondsOf } from '@daybook/nestjs/sagas';

/** How long the fulfilment of an order waits for what, before it does something about it. */
export const waits = {
  /** For a line to be put aside. */
  stock: '30m',
  /** For the account to put the money aside. */
  authorisation: '30m',
  /** For the money to be taken, and the order to know of it. */
  capture: '30m',
  /** For somebody to fetch the goods, or until the promised day is over, if that is later. */
  'hand-over': '7d',
} as const satisfies Record<string, Duration>;

const dayMs = 86_400_000;
const handOverMs = millisecondsOf(waits['hand-over']);
/** For the goods to arrive, where no day was promised. */
const onTheirWayMs = 30 * dayMs;

/** When goods that wait for a carrier now have waited too long: after 7 days, and not before the promised day is over (UTC). */
export function handOverDueAt(now: Date, promisedOn: string | undefined): Date {
  const soonest = now.getTime() + handOverMs;
  return new Date(
    promisedOn === undefined ? soonest : Math.max(soonest, Date.parse(`${promisedOn}T00:00:00Z`) + dayMs),
  );
}

/**
 * When goods that leave now are overdue: when the promised day is over (UTC), and not within a day of their leaving; after 30
 * days where no day was promised.
 */
export function overdueAt(leftAt: Date, promisedOn: string | undefined): Date {
  if (promisedOn === undefined) return new Date(leftAt.getTime() + onTheirWayMs);
  return new Date(Math.max(Date.parse(`${promisedOn}T00:00:00Z`), leftAt.getTime()) + dayMs);
}
