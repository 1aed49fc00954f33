import { type EventStore, PostgresEventStore, SubscriptionRunner } from '@daybook/event-store';
import type { WrongBuild } from '../wrong-builds/wrong-build.js';

/** Lets this process be of a wrong build: before anything of it has begun. */
export function buildWrong({ store: changeStore, consumer: changeConsumer }: WrongBuild): void {
  let opened: EventStore | undefined;
  const open = PostgresEventStore.open.bind(PostgresEventStore);
  PostgresEventStore.open = async (options) => {
    const store = await open(options);
    changeStore?.(store);
    opened = store;
    return store;
  };
  if (changeConsumer === undefined) return;
  const { prototype } = SubscriptionRunner;
  const add = Object.getOwnPropertyDescriptor(prototype, 'add')?.value as SubscriptionRunner['add'];
  prototype.add = function (this: SubscriptionRunner, consumer) {
    if (opened === undefined) throw new Error('There is a runner before there is a store.');
    add.call(this, changeConsumer(consumer, opened));
  };
}
