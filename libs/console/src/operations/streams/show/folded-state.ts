import { type AggregateClass, captureState, createAggregate, isDaybookError, passOver, replay } from '@daybook/domain';
import type { EventStream } from '@daybook/event-store';
import type { ShownState } from './stream-view.js';

/** Folds a stream into its aggregate, if a class of its category is registered here and knows all that has happened. */
export async function foldedState(
  aggregateClass: AggregateClass | undefined,
  stream: EventStream,
  streamId: string,
): Promise<ShownState> {
  if (aggregateClass === undefined) return { unknown: 'no aggregate of this category is registered here' };
  const aggregateId = streamId.slice(streamId.indexOf('-') + 1);
  try {
    const aggregate = createAggregate(aggregateClass, aggregateId);
    for await (const page of stream.pages()) {
      // As of a time in the world the beginning can be missing.
      if (aggregate.version === 0 && page.start.version > 1) return { unknown: 'it had not begun by then' };
      for (const { event, eventId, version, part, occurredAt } of page) {
        replay(aggregate, event, { eventId, aggregateId, version, part, occurredAt });
      }
      passOver(aggregate, page.end.version);
    }
    return { aggregate: aggregateClass.name, version: aggregate.version, state: captureState(aggregate) };
  } catch (error) {
    // An investigation begins with what has happened; that nobody can fold it here is part of the finding.
    if (isDaybookError(error) && error.code !== 'store-unavailable') return { unknown: error.message };
    throw error;
  }
}
