import { type DomainEvent, type handlers, ManualClock } from '@daybook/domain';
import { sagaDefinitionOf } from '@daybook/nestjs';
import { RegisteredSaga, type SagaHandlers } from '@daybook/nestjs/sagas';
import { beginning } from './moment.js';
import { SagaScenario } from './saga-scenario.js';

/** A class of sagas with this state. */
export type SagaOf<State extends object> = new () => { readonly [handlers]: SagaHandlers<State> };

/**
 * A test of a saga: what has happened, what happens now, what it asks for.
 *
 * Every decision is made twice, the second time on a state that went through JSON, as it does in the store. If that makes a
 * difference, the saga reads the time, draws lots or keeps something beside its state, and the test says so.
 *
 * The clock stands still, at the beginning of 2026 (UTC), until the test moves it: `.at(date)`, `.after('10m')`, or
 * `.whenDeadline(name)`, which moves it to where the deadline is. All events belong to one conversation.
 *
 * @example
 * givenSaga(OrderFulfilment, OrderSubmitted.of({ orderId: 'o-1' }))
 *   .expectDeadline('payment', '30m')
 *   .when(StockReserved.of({ orderId: 'o-1', sku: 'tea' }))
 *   .expectCommands(new CapturePayment('o-1'))
 *   .whenDeadline('payment')
 *   .expectCompensations(new ReleaseStock('o-1', 'tea'));
 *
 * @param past what has happened to the instance so far, the event that begins it first
 * @throws SagaMissing the class bears no `@Saga`
 * @throws AssertionError a decision comes to something else the second time, or an event would begin several instances
 */
export function givenSaga<State extends object>(
  sagaClass: SagaOf<State>,
  ...past: readonly DomainEvent[]
): SagaScenario<State> {
  const saga = new RegisteredSaga([sagaDefinitionOf(sagaClass)]);
  const begun = new SagaScenario<State>(beginning(saga, sagaClass.name, new ManualClock().now()));
  return past.reduce<SagaScenario<State>>((scenario, event) => scenario.when(event), begun);
}
