import type { EventStore } from '@daybook/event-store';
import { FundsDeposited } from '../account/funds-deposited.js';
import { nextPayment } from '../account/payment.js';
import { openDaybook } from '../store/daybook-store.js';
import { appenderBy, type AppendOne, type Appender } from './appender.js';

export async function daybookAppender(url: string): Promise<Appender> {
  const { store, dataSource } = await openDaybook(url);
  return appenderBy(appendTo(store), () => dataSource.destroy());
}

/** Appends through the public API, each append with the version that it expects. */
export function appendTo(store: EventStore): AppendOne {
  return async (stream) => {
    const expected = stream.version === 0 ? 'noStream' : stream.version;
    const { version } = await store.append(stream.id, [FundsDeposited.of(nextPayment())], { expected });
    stream.version = version;
  };
}
