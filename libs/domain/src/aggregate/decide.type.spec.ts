import { Aggregate, AggregateRoot, createAggregate, decide } from '@daybook/domain';

@Aggregate('account')
class Account extends AggregateRoot {
  balanceMinor = 0;
  deposit(amountMinor: number): number {
    return amountMinor;
  }
  async notify(): Promise<void> {}
}

const account = createAggregate(Account, 'a-1');
const now = new Date();

const result: number = decide(account, { now }, (aggregate) => aggregate.deposit(1));
decide(account, { now, nextEventId: () => 'id' }, () => undefined);
decide(account, { now }, (aggregate) => {
  aggregate.deposit(1);
});

// @ts-expect-error a decision is taken at once
decide(account, { now }, async (aggregate) => aggregate.deposit(1));
// @ts-expect-error what the promise decides later could not be recorded
decide(account, { now }, (aggregate) => aggregate.notify());
// @ts-expect-error not always a promise is still a promise
decide(account, { now }, (aggregate) => (result > 1 ? aggregate.notify() : 1));
// @ts-expect-error a decision has a time
decide(account, {}, (aggregate) => aggregate.deposit(1));
// @ts-expect-error the result is a number
export const text: string = decide(account, { now }, (aggregate) => aggregate.deposit(1));
