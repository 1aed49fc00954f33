import type { Operation } from '../statement/operation.js';
import type { Purpose } from '../statement/purpose.js';
import type { Random } from './random.js';

/** One thing that happens to an account. */
export interface SampleMovement {
  readonly operation: Operation;
  readonly purpose: Purpose;
  /** Signed, in minor units; never 0. */
  readonly amountMinor: number;
}

/** A habit: what is done, how often in comparison, and between how many whole crowns. */
type Habit = readonly [weight: number, operation: Operation, purpose: Purpose, least: number, most: number];

const payingIn: readonly Habit[] = [
  [28, 'cash-deposit', '', 100, 50_000],
  [6, 'transfer-in', '', 500, 40_000],
  [5, 'transfer-in', 'pension', 4_000, 9_000],
];
const takingOut: readonly Habit[] = [
  [26, 'cash-withdrawal', '', 100, 20_000],
  [2, 'cash-withdrawal', 'household', 100, 5_000],
  [2, 'card-withdrawal', '', 100, 5_000],
  [6, 'transfer-out', 'household', 1_000, 8_000],
  [3, 'transfer-out', 'insurance', 100, 3_000],
  [1, 'transfer-out', 'loan-payment', 1_000, 8_000],
  [3, 'transfer-out', '', 100, 9_000],
];

/** What an account begins with. */
export function firstMovement(random: Random): SampleMovement {
  return { operation: 'cash-deposit', purpose: '', amountMinor: random.between(1, 20) * 10_000 };
}

/** What happens next at this balance. Owners take out what they have; the bank's own bookings may go below zero. */
export function nextMovement(random: Random, balanceMinor: number): SampleMovement {
  if (balanceMinor < 0 && random.percent(30)) {
    return { operation: 'cash-withdrawal', purpose: 'sanction-interest', amountMinor: -random.between(1, 2_000) };
  }
  if (random.percent(11)) return { operation: 'cash-withdrawal', purpose: 'statement-fee', amountMinor: -1_460 };
  if (balanceMinor > 0 && random.percent(20)) {
    const amountMinor = random.between(1, Math.ceil(balanceMinor / 200));
    return { operation: 'internal', purpose: 'interest', amountMinor };
  }
  // An emptied account is where the next fee goes below zero.
  if (balanceMinor > 0 && random.percent(5)) {
    return { operation: 'cash-withdrawal', purpose: '', amountMinor: -balanceMinor };
  }
  const affordable = takingOut.filter(([, , , least]) => least * 100 <= balanceMinor);
  const [, operation, purpose, least, most] = chosen(random, [...payingIn, ...affordable]);
  if (payingIn.some((habit) => habit[1] === operation)) {
    return { operation, purpose, amountMinor: random.between(least, most) * 100 };
  }
  const crowns = random.between(least, Math.min(most, Math.floor(balanceMinor / 100)));
  return { operation, purpose, amountMinor: -crowns * 100 };
}

function chosen(random: Random, habits: readonly Habit[]): Habit {
  let left = random.between(
    1,
    habits.reduce((sum, [weight]) => sum + weight, 0),
  );
  for (const habit of habits) {
    left -= habit[0];
    if (left <= 0) return habit;
  }
  throw new RangeError('A statement without habits');
}
