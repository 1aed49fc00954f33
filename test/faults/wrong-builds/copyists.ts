import { randomUUID } from 'node:crypto';
import type { CopyOrder, EventStore, ProposedEvent, StreamCopies } from '@daybook/event-store';

/** Closes the old stream by what it has read, without looking at what has been appended to it since. */
export function closingByWhatWasRead(copies: StreamCopies): void {
  const complete = copies.complete.bind(copies);
  copies.complete = (order, soFar, finish) => complete(order, soFar, () => finish([]));
}

/** Copies event by event, and gives each an id as it comes: whoever begins anew does not know what is there. */
export async function copyUnderNewIds(store: EventStore, order: CopyOrder, batchSize: number): Promise<void> {
  const { copies } = store;
  let written = (await copies.of(order.target))[0]?.targetVersion ?? 0;
  let pending: ProposedEvent[] = [];
  let read = 0;
  for await (const { event, version, eventId } of store.readStream(order.source)) {
    const copiedFrom = { streamId: order.source, version, eventId };
    pending.push({ event, eventId: randomUUID(), metadata: { copiedFrom } });
    read = version;
    if (pending.length <= batchSize) continue;
    await copies.extend(order, pending, written);
    written += pending.length;
    pending = [];
  }
  await copies.complete(order, { source: read, target: written }, (rest) => ({
    target: [
      ...pending,
      ...rest.map(({ event, version, eventId }) => ({
        event,
        metadata: { copiedFrom: { streamId: order.source, version, eventId } },
      })),
    ],
  }));
}
