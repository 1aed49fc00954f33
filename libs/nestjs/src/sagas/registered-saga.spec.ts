import { On } from '@daybook/domain';
import { EventTypeRegistry } from '@daybook/event-store';
import { describe, expect, test } from '@jest/globals';
import { CustomerWarned, OrderSubmitted, PaymentCaptured } from './example/fulfilment-events.js';
import { recorded } from './example/recorded.js';
import type { RegisteredSaga } from './registered-saga.js';
import { SagaInstance } from './saga-instance.js';
import { SagaRegistry } from './saga-registry.js';
import { Saga } from './saga.decorator.js';
import { StartsOn } from './starts-on.decorator.js';

@Saga('orders', { version: 1 })
class ByOrder extends SagaInstance {
  @StartsOn(OrderSubmitted, (event) => event.orderId) submitted(): void {}
  @On(PaymentCaptured) captured(): void {}
}

@Saga('orders', { version: 2 })
class ByLine extends SagaInstance {
  @StartsOn(OrderSubmitted, (event) => event.lines) submitted(): void {}
  @On(CustomerWarned, ({ note }) => (note === '' ? undefined : (note as string | readonly string[]))) warned(): void {}
}

function registered(...classes: readonly object[]): RegisteredSaga {
  const sagas = new SagaRegistry(new EventTypeRegistry());
  for (const saga of classes) sagas.register(saga);
  return sagas.find('orders') as RegisteredSaga;
}

describe('An event is for', () => {
  const orders = registered(ByOrder, ByLine);

  test('the instances whose keys the versions say, each once', () => {
    const submitted = OrderSubmitted.of({ orderId: 'o-1', lines: ['a', 'o-1', 'b'] });
    expect(orders.routesOf(recorded(submitted))).toEqual({ keys: ['o-1', 'a', 'b'], correlationId: undefined });
    expect(registered(ByOrder).routesOf(recorded(submitted)).keys).toEqual(['o-1']);
  });

  test('those of its conversation, where a handler has no key', () => {
    const captured = recorded(PaymentCaptured.of({ orderId: 'o-1' }), { metadata: { correlationId: 'c-1' } });
    expect(orders.routesOf(captured)).toEqual({ keys: [], correlationId: 'c-1' });
    const alone = recorded(PaymentCaptured.of({ orderId: 'o-1' }));
    expect(orders.routesOf(alone)).toEqual({ keys: [], correlationId: undefined });
  });

  test('none, where the key function answers none, no version handles it, or it is a copy', () => {
    expect(orders.routesOf(recorded(CustomerWarned.of({ note: '' }))).keys).toEqual([]);
    expect(registered(ByOrder).routesOf(recorded(CustomerWarned.of({ note: 'x' }))).keys).toEqual([]);
    const copiedFrom = { streamId: 'order-o-0', eventId: 'e-1', version: 1 };
    const copy = recorded(OrderSubmitted.of({ orderId: 'o-1', lines: [] }), { metadata: { copiedFrom } });
    expect(orders.routesOf(copy).keys).toEqual([]);
  });

  test.each([1, null, ['a', ''], 'a\0', 'x'.repeat(513), Promise.resolve('a')])('no instance of the key %p', (note) => {
    const warned = CustomerWarned.of({ note: note as string });
    expect(() => orders.routesOf(recorded(warned))).toThrow(
      expect.objectContaining({ code: 'invalid-key', className: 'ByLine' }),
    );
  });

  test('what its classes want to hear of', () => {
    expect(orders.types).toEqual(['customer.warned', 'order.submitted', 'payment.captured']);
  });
});
