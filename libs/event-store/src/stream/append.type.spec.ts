import { DomainEvent, EventType } from '@daybook/domain';
import type { EventStore } from './event-store.js';

@EventType('typed.happened')
class Happened extends DomainEvent<'typed.happened'> {
  readonly amount!: number;
}

declare const store: EventStore;
const event = Happened.of({ amount: 1 });

void store.append('typed-1', [event], { expected: 'noStream' });
void store.append('typed-1', [event, { event, occurredAt: new Date(), metadata: { actor: 'a' } }], { expected: 3 });

// @ts-expect-error an expectation must be given
void store.append('typed-1', [event], {});
// @ts-expect-error and cannot be forgotten together with the options
void store.append('typed-1', [event]);
// @ts-expect-error undefined is no expectation
void store.append('typed-1', [event], { expected: undefined });
// @ts-expect-error nor is any word
void store.append('typed-1', [event], { expected: 'none' });
// @ts-expect-error a plain object is no event
void store.append('typed-1', [{ amount: 1 }], { expected: 'any' });
// @ts-expect-error a time is a Date
void store.append('typed-1', [{ event, occurredAt: '2026-01-01' }], { expected: 'any' });
// @ts-expect-error metadata is JSON
void store.append('typed-1', [{ event, metadata: { at: new Date() } }], { expected: 'any' });
// @ts-expect-error every share of an append to several streams has its own expectation
void store.appendAll([{ streamId: 'typed-1', events: [event] }]);
// @ts-expect-error a filter is a list
store.readAll({ categories: 'typed' });

for await (const recorded of store.readStream('typed-1')) {
  // @ts-expect-error what is read cannot be changed
  recorded.version = 2;
}
