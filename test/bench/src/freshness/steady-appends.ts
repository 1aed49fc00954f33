import type { EventStore } from '@daybook/event-store';
import { setTimeout as sleep } from 'node:timers/promises';
import { FundsDeposited } from '../account/funds-deposited.js';
import { nextPayment } from '../account/payment.js';

/** Every so many events one is of the account that is watched; the others are spread. */
const everyNth = 10;
const otherAccounts = 1_000;

/** How appends went on. */
export interface SteadyAppends {
  /** When the append of each deposit of the watched account was answered, in microseconds; the first deposit first. */
  readonly answered: ReadonlyMap<number, number>;
  /** Events in a second that were appended indeed. */
  readonly rate: number;
}

/** Appends so many events in each second, one by one, whether the ones before have been answered or not. */
export async function steadyAppends(
  store: EventStore,
  watched: string,
  { rate, seconds }: { readonly rate: number; readonly seconds: number },
): Promise<SteadyAppends> {
  const answered = new Map<number, number>();
  const appends: Promise<unknown>[] = [];
  const append = async (account: string): Promise<void> => {
    const { version } = await store.append(`account-${account}`, [FundsDeposited.of(nextPayment())], {
      expected: 'any',
    });
    if (account === watched) answered.set(version, Number(process.hrtime.bigint() / 1_000n));
  };
  const began = performance.now();
  for (let begun = 0; begun < rate * seconds;) {
    const due = Math.min(rate * seconds, ((performance.now() - began) / 1_000) * rate);
    for (; begun < due; begun++) {
      appends.push(append(begun % everyNth === 0 ? watched : `other-${begun % otherAccounts}`));
    }
    await sleep(1);
  }
  await Promise.all(appends);
  return { answered, rate: (appends.length * 1_000) / (performance.now() - began) };
}
