import {
  afterEvents,
  Aggregate,
  AggregateRoot,
  decider,
  DomainEvent,
  EventType,
  never,
  onEvent,
  whenLoadingExceeds,
} from '@daybook/domain';

@EventType('ledger.month-closed')
class MonthClosed extends DomainEvent<'ledger.month-closed'> {}

@Aggregate('ledger', { snapshot: afterEvents(100).or(whenLoadingExceeds('500ms')).and(onEvent(MonthClosed)) })
export class Ledger extends AggregateRoot {}

@Aggregate('ledger', { snapshot: never(), stateVersion: 'b' })
export class Versioned extends AggregateRoot {}

whenLoadingExceeds(500);
whenLoadingExceeds('0.5s');
// @ts-expect-error no unit
whenLoadingExceeds('500');
// @ts-expect-error no such unit
whenLoadingExceeds('5 minutes');
// @ts-expect-error a text is no number of events
afterEvents('100');
// @ts-expect-error of which event
onEvent();
// @ts-expect-error an event is no class of events
onEvent(MonthClosed.of());
// @ts-expect-error a policy, not a number of events
afterEvents(100).or(500);

// @ts-expect-error a number of events is no policy
@Aggregate('ledger', { snapshot: 100 })
export class WithNumber extends AggregateRoot {}

// @ts-expect-error no such option
@Aggregate('ledger', { snapshots: afterEvents(100) })
export class WithMistake extends AggregateRoot {}

const functions = { initialState: 0, decide: () => [], evolve: (state: number) => state };
decider('ledger', { ...functions, events: [MonthClosed], snapshot: afterEvents(100), stateVersion: 2 });
// @ts-expect-error a number of events is no policy
decider('ledger', { ...functions, events: [MonthClosed], snapshot: 100 });
